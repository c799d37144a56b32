package io.boardsift.cli;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where on the scale of a measure a rule draws its line.
 *
 * @param threshold in the measure's unit
 * @param asked what the rule asks for there, such as {@code below 0.06}
 * @param rule its name
 */
record RuleMark(double threshold, String asked, String rule) {

  /** All of a measure, in the order of the rules. */
  static List<RuleMark> of(Measure measure, RuleSet rules) {
    return rules.rules().stream()
        .flatMap(
            rule ->
                Stream.concat(
                    rule.when().stream().flatMap(c -> of(measure, c, "", rule)),
                    rule.unless().stream().flatMap(c -> of(measure, c, "unless ", rule))))
        .toList();
  }

  private static Stream<RuleMark> of(
      Measure measure, Condition condition, String before, Rule rule) {
    if (!condition.measure().equals(measure)) {
      return Stream.empty();
    }
    String asked = before + condition.text().substring(measure.name().length() + 1);
    return switch (condition) {
      case NumberCondition number ->
          number.thresholds().stream().map(at -> new RuleMark(at, asked, rule.name()));
      case TextCondition text -> Stream.empty();
    };
  }
}
