package io.boardsift.evaluation.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How good rules are on labelled photos.
 *
 * @param rules the rules asked
 * @param photos each with what happened to it
 */
public record Evaluation(RuleSet rules, List<RuleOutcome> photos) {
  public Evaluation {
    photos = List.copyOf(photos);
  }

  public static Evaluation of(RuleSet rules, List<MeasuredPhoto> photos) {
    return new Evaluation(
        rules, photos.stream().map(photo -> RuleOutcome.by(rules, photo)).toList());
  }

  /**
   * With a memory that learns from the photos in their order, as if people answered on each that
   * comes to them before the next one does.
   */
  public static Evaluation withMemory(RuleSet rules, List<MeasuredPhoto> photos) {
    return new Evaluation(rules, Replay.of(rules, photos));
  }

  /**
   * Whether all that a rule asks for was available: a memory and a model are not always there.
   * Without a model, what it would protect is not asked for.
   */
  public boolean isTried(Rule rule) {
    return Stream.concat(rule.when().stream(), rule.heeded(false).stream())
        .map(Condition::measure)
        .filter(measure -> measure.tier().compareTo(Tier.PIXELS) > 0)
        .allMatch(
            measure ->
                photos.stream()
                    .anyMatch(p -> p.measured().evidence().values().containsKey(measure)));
  }

  /** Whether a model was asked. */
  public boolean hasModel() {
    return photos.stream().anyMatch(photo -> photo.measured().hasModel());
  }

  /** What all rules delete together. */
  public DeletedCounts all() {
    return DeletedCounts.of(photos, RuleOutcome::isDeleted);
  }

  /** What each deleting rule deletes of what the rules before it leave, in the rules' order. */
  public Map<Rule, DeletedCounts> byRule() {
    Map<Rule, DeletedCounts> tallies = new LinkedHashMap<>();
    for (Rule rule : rules.rules()) {
      if (rule.then() == Outcome.DELETE) {
        tallies.put(rule, DeletedCounts.of(photos, p -> p.rule().filter(rule::equals).isPresent()));
      }
    }
    return tallies;
  }

  /** What all rules delete together, of each source. */
  public Map<String, DeletedCounts> bySource() {
    Map<String, List<RuleOutcome>> bySource =
        photos.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.measured().photo().source(), TreeMap::new, Collectors.toList()));
    Map<String, DeletedCounts> tallies = new LinkedHashMap<>();
    bySource.forEach(
        (source, of) -> tallies.put(source, DeletedCounts.of(of, RuleOutcome::isDeleted)));
    return tallies;
  }

  public List<RuleOutcome> lostBoards() {
    return photos.stream().filter(RuleOutcome::isDeleted).filter(Evaluation::showsBoard).toList();
  }

  /** Boards that are kept, those first that a rule comes nearest to. */
  public List<RuleOutcome> nearestBoards() {
    return kept(true);
  }

  /** Others that are kept, those first that a rule comes nearest to. */
  public List<RuleOutcome> keptOthers() {
    return kept(false);
  }

  private List<RuleOutcome> kept(boolean boards) {
    return photos.stream()
        .filter(p -> !p.isDeleted() && showsBoard(p) == boards)
        .sorted(Comparator.comparingDouble(RuleOutcome::slack))
        .toList();
  }

  /** How many files could not be read; people see them. */
  public long unreadable() {
    return photos.stream()
        .filter(p -> !p.isDeleted() && p.measured().missing().isPresent())
        .count();
  }

  /**
   * What would be deleted with all thresholds loosened by a share of themselves.
   *
   * @param slack 0 or more
   */
  public DeletedCounts loosened(double slack) {
    return DeletedCounts.of(
        photos, p -> p.isDeleted() || (p.rule().isEmpty() && p.slack() <= slack));
  }

  private static boolean showsBoard(RuleOutcome photo) {
    return photo.measured().photo().showsBoard();
  }
}
