package io.boardsift.evaluation.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a way of deciding trims and loses on labelled photos, as it is and with its thresholds
 * loosened together.
 *
 * @param name the way, for people
 * @param steps what is deleted: first as it is, then with ever looser thresholds, each step a photo
 *     more
 */
public record TradeOff(String name, List<DeletedCounts> steps) {
  public TradeOff {
    steps = List.copyOf(steps);
  }

  /**
   * The ways that an evaluation can tell of: the rules; and with a model also the rules without it,
   * and the rules that ask it without the others.
   */
  public static List<TradeOff> of(Evaluation evaluation) {
    if (!evaluation.hasModel()) {
      return List.of(of("rules", evaluation));
    }
    List<MeasuredPhoto> photos = evaluation.photos().stream().map(RuleOutcome::measured).toList();
    RuleSet rules = evaluation.rules();
    List<Rule> modelRules =
        rules.rules().stream()
            .filter(rule -> rule.then() == Outcome.DELETE && rule.asksModel())
            .toList();
    return List.of(
        of(
            "rules alone",
            Evaluation.of(rules, photos.stream().map(MeasuredPhoto::withoutModel).toList())),
        of("model alone", Evaluation.of(new RuleSet(modelRules, rules.version()), photos)),
        of("rules and model", evaluation));
  }

  private static TradeOff of(String name, Evaluation evaluation) {
    List<DeletedCounts> steps = new ArrayList<>();
    steps.add(evaluation.all());
    evaluation.photos().stream()
        .filter(photo -> photo.rule().isEmpty() && Double.isFinite(photo.slack()))
        .sorted(Comparator.comparingDouble(RuleOutcome::slack))
        .forEach(photo -> steps.add(steps.getLast().andOne(photo.measured().photo().showsBoard())));
    return new TradeOff(name, steps);
  }

  /** What is deleted as it is. */
  public DeletedCounts asItIs() {
    return steps.getFirst();
  }
}
