package io.boardsift.cli;

import io.boardsift.evaluation.report.Page;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleSet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The measures as a page to look at: what is little and what is much of each, in made-up photos.
 */
public final class MeasuresReport {
  /** As many as fit side by side. */
  private static final int PICTURES = 8;

  private MeasuresReport() {}

  /**
   * Draws the photos, measures them and writes the page.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file) {
    RuleSet rules = RuleFile.shipped();
    List<MeasuredExample> examples = MeasuredExample.drawn();
    List<Map<String, Object>> shown = new ArrayList<>();
    List<Map<String, Object>> unshown = new ArrayList<>();
    for (Measure measure : ofThePhoto()) {
      List<RuleMark> marks = RuleMark.of(measure, rules);
      List<MeasuredExample> picked =
          ExamplePicker.of(
              measure, examples, marks.stream().map(RuleMark::threshold).toList(), PICTURES);
      // Of one value alone there is nothing to see.
      (picked.size() > 1 ? shown : unshown)
          .add(section(measure, MeasureRow.of(measure, picked, marks, rules), rules));
    }
    Page.write(
        file,
        "measures-report.html",
        Map.of("examples", examples.size(), "measures", shown, "unshown", unshown));
  }

  /** What its pixels tell, then what its header tells. */
  private static List<Measure> ofThePhoto() {
    return Stream.of(Tier.PIXELS, Tier.HEADER)
        .flatMap(tier -> Measures.all().stream().filter(measure -> measure.tier() == tier))
        .toList();
  }

  private static Map<String, Object> section(
      Measure measure, List<Map<String, Object>> row, RuleSet rules) {
    List<Map<String, Object>> asking =
        rules.rules().stream()
            .filter(rule -> rule.conditions().stream().anyMatch(c -> c.measure().equals(measure)))
            .map(rule -> asking(rule, measure))
            .toList();
    return Map.of(
        "name", measure.name(),
        "unit", measure.unit(),
        "range", measure.range().toString(),
        "meaning", measure.meaning(),
        "isHeader", measure.tier() == Tier.HEADER,
        "rules", asking,
        "isUnasked", asking.isEmpty(),
        "row", row);
  }

  private static Map<String, Object> asking(Rule rule, Measure measure) {
    List<Map<String, Object>> conditions =
        Stream.concat(
                parts(rule.when(), "", " and ", measure),
                parts(rule.unless(), ", unless ", " or ", measure))
            .toList();
    return Map.of(
        "name", rule.name(),
        "then", rule.then().name().toLowerCase(Locale.ROOT),
        "conditions", conditions);
  }

  private static Stream<Map<String, Object>> parts(
      List<Condition> conditions, String first, String further, Measure measure) {
    return IntStream.range(0, conditions.size())
        .mapToObj(
            i ->
                Map.of(
                    "before", i == 0 ? first : further,
                    "text", conditions.get(i).text(),
                    "isOfThis", conditions.get(i).measure().equals(measure)));
  }
}
