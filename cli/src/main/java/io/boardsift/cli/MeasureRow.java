package io.boardsift.cli;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pictures side by side in the order of a measure, and the rules' thresholds between them. */
final class MeasureRow {
  private MeasureRow() {}

  /** A picture or a threshold, and where on the measure's scale it stands. */
  private record Item(double place, boolean isMark, Map<String, Object> content) {}

  /** The row's items, as the page's template wants them. */
  static List<Map<String, Object>> of(
      Measure measure, List<MeasuredExample> examples, List<RuleMark> marks, RuleSet rules) {
    return Stream.concat(
            marks.stream().map(MeasureRow::mark),
            examples.stream().map(e -> picture(measure, e, rules)))
        .sorted(Comparator.comparingDouble(Item::place))
        .map(item -> Map.of("isMark", item.isMark(), "item", item.content()))
        .toList();
  }

  private static Item mark(RuleMark mark) {
    return new Item(mark.threshold(), true, Map.of("asked", mark.asked(), "rule", mark.rule()));
  }

  private static Item picture(Measure measure, MeasuredExample example, RuleSet rules) {
    return new Item(
        example.number(measure),
        false,
        Map.of(
            "image", example.picture().dataAddress(),
            "value", Condition.value(measure, example.evidence()),
            "shows", example.shows(),
            "measured", Condition.measured(measure, example.evidence()),
            "deletedBy", deletedBy(example, rules)));
  }

  /** The first rule that holds, if it deletes; as a list, which may be empty. */
  private static List<String> deletedBy(MeasuredExample example, RuleSet rules) {
    return rules.first(false, tier -> example.evidence()).stream()
        .filter(rule -> rule.then() == Outcome.DELETE)
        .map(Rule::name)
        .toList();
  }
}
