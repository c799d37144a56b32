package io.boardsift.evaluation.records;

import io.boardsift.evaluation.records.RulesOnRecord.Call;
import io.boardsift.evaluation.records.RulesOnRecord.Truth;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a rule file would have called for on the photos of a deployment, by what is on their
 * records.
 *
 * @param all in the order in which it was decided
 * @param damaged names of records that cannot be read, and why
 */
public record RulesReplay(List<Replayed> all, List<String> damaged) {
  public RulesReplay {
    all = List.copyOf(all);
    damaged = List.copyOf(damaged);
  }

  /**
   * One photo.
   *
   * @param photo what was decided, and what people answered
   * @param isTold whether its record says enough for these rules
   * @param isDeletion whether they would have called for its deletion; false if it is not told
   * @param rule the name of the one that decides, if one does
   */
  public record Replayed(
      ReviewedPhoto photo, boolean isTold, boolean isDeletion, Optional<String> rule) {
    /** Whether its deletion would have been called for though people want to keep it. */
    public boolean isLostBoard() {
      return isDeletion && photo.isWanted();
    }
  }

  /** A record's part of it. */
  private record Recorded(ReviewedPhoto photo, Evidence evidence) {}

  /**
   * Replays what was decided at a time or after it.
   *
   * @param progress given the number of records, makes what is called after each, by several
   *     threads
   */
  public static RulesReplay of(
      RuleSet rules, Records records, Instant since, IntFunction<Runnable> progress) {
    ConcurrentLinkedQueue<String> damaged = new ConcurrentLinkedQueue<>();
    List<Recorded> recorded =
        ReviewedPhotos.read(
            records,
            since,
            progress,
            damaged,
            (decision, verdict) ->
                new Recorded(ReviewedPhoto.of(decision, verdict), decision.evidence()));
    boolean isModelObeyed = recorded.stream().anyMatch(one -> one.photo().isAsked(ModelMode.OBEY));
    Set<Measure> known =
        recorded.stream()
            .flatMap(one -> one.evidence().values().keySet().stream())
            .collect(Collectors.toSet());
    RulesOnRecord asked = new RulesOnRecord(rules, isModelObeyed, known);
    return new RulesReplay(
        recorded.stream()
            .map(one -> replayed(one.photo(), asked.on(one.evidence())))
            .sorted(Comparator.comparing(one -> one.photo().decidedAt()))
            .toList(),
        damaged.stream().sorted().toList());
  }

  private static Replayed replayed(ReviewedPhoto photo, Call call) {
    return new Replayed(
        photo,
        call.deletion() != Truth.UNKNOWN,
        call.deletion() == Truth.YES,
        call.rule().map(Rule::name));
  }

  /** Photos that people want to keep, and that these rules would have deleted. */
  public List<Replayed> lostBoards() {
    return all.stream().filter(Replayed::isLostBoard).toList();
  }

  /** How many there are of a kind. */
  public long count(Predicate<Replayed> kind) {
    return all.stream().filter(kind).count();
  }
}
