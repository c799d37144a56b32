package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import java.util.List;
import java.util.Optional;

/**
 * A condition that held for a photo, with what was measured: what pages tell of a decision.
 *
 * @param text as its file has it: {@code contrast below 0.06}
 * @param measured for people: {@code contrast 0.012}; empty where it cannot be told
 * @param measure what it asks about; empty where that cannot be told
 * @param margin how far the number is from the threshold, as a share of the threshold: 0 or more;
 *     infinite where words are compared, or where it cannot be told
 */
public record HeldCondition(
    String text, String measured, Optional<Measure> measure, double margin) {

  /** What had to hold for a rule. */
  public static List<HeldCondition> of(Rule rule, Evidence evidence) {
    return rule.when().stream().map(condition -> of(condition, evidence)).toList();
  }

  /** A condition as a record has it; one that is no longer understood keeps its text alone. */
  public static HeldCondition of(String text, Evidence evidence) {
    try {
      return of(ConditionParser.parse(text, new SourcePosition("a record", 0, 0)), evidence);
    } catch (RuleFileException e) {
      return new HeldCondition(text, "", Optional.empty(), Double.POSITIVE_INFINITY);
    }
  }

  private static HeldCondition of(Condition condition, Evidence evidence) {
    return new HeldCondition(
        condition.text(),
        condition.measured(evidence),
        Optional.of(condition.measure()),
        condition.excess(evidence));
  }

  /** The smallest margin of some conditions: how clearly they held together. */
  public static double leastMargin(List<HeldCondition> conditions) {
    return conditions.stream()
        .mapToDouble(HeldCondition::margin)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
