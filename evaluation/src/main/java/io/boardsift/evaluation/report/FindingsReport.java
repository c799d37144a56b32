package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Figures;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.ModelTrial;
import io.boardsift.evaluation.findings.Range;
import io.boardsift.evaluation.findings.RuleFinding;
import io.boardsift.evaluation.findings.Wording;
import io.boardsift.evaluation.records.Records;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, as a page to look at. */
public final class FindingsReport {
  private final Findings findings;
  private final Records records;

  private FindingsReport(Findings findings, Records records) {
    this.findings = findings;
    this.records = records;
  }

  /**
   * Writes the page.
   *
   * @param damaged how many records could not be read and are not among the findings
   * @param records where the photos are
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path file, Findings findings, Conclusion conclusion, int damaged, Records records) {
    Page.write(
        file,
        "findings-report.html",
        new FindingsReport(findings, records).page(conclusion, damaged));
  }

  private Map<String, Object> page(Conclusion conclusion, int damaged) {
    Wording wording = new Wording(findings, conclusion);
    Assumptions assumptions = findings.assumptions();
    int days = findings.days().size();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("answer", conclusion.answer().words());
    page.put("verdict", wording.verdict());
    page.put("paragraph", wording.paragraph());
    page.put("photos", Figures.count(findings.photos()));
    page.put("days", days == 1 ? "one day" : Figures.count(days) + " days");
    page.put("trimmed", Figures.percent((double) findings.trimmed() / findings.photos()));
    page.put("called", Figures.percent((double) findings.called() / findings.photos()));
    page.put("isObserved", findings.trimmed() == 0 && findings.called() > 0);
    page.put("time", time((double) findings.trimmed() / days));
    page.put("timeCalled", time((double) findings.called() / days));
    page.put("wrong", findings.falseDeletions().hits());
    page.put("checked", Figures.count(findings.falseDeletions().total()));
    page.put("isLossy", findings.falseDeletions().hits() > 0);
    page.put("isChecked", findings.falseDeletions().total() > 0);
    page.put("wrongRange", Figures.percent(findings.falseDeletions().range()));
    page.put("told", Figures.count(findings.told()));
    page.put("daysChart", DaysChart.svg(findings.days()));
    page.put("rules", findings.rules().stream().map(rule -> row(rule, days)).toList());
    page.put("reaches", reaches());
    page.put("trial", findings.model().map(trial -> trial(trial, days)).stream().toList());
    page.put("versions", versions());
    page.put("isDamaged", damaged > 0);
    page.put("damaged", Figures.count(damaged));
    page.put("secondsALook", Figures.number(assumptions.secondsALook()));
    page.put("modelHours", Figures.number(assumptions.modelHours()));
    page.put("maxBoardLoss", Figures.percent(assumptions.maxBoardLoss()));
    page.put("galleries", new CaseGalleries(findings, records).all());
    return page;
  }

  private Map<String, Object> row(RuleFinding rule, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", rule.rule());
    row.put("called", Figures.count(rule.called()));
    row.put("trimmed", Figures.count(rule.trimmed()));
    row.put("time", time((double) rule.called() / days));
    row.put("checked", Figures.count(rule.wrong().total()));
    row.put("wrong", rule.wrong().hits());
    row.put("isLossy", rule.wrong().hits() + rule.restored() > 0);
    row.put("restored", rule.restored());
    row.put("isChecked", rule.wrong().total() > 0);
    row.put("range", Figures.percent(rule.wrong().range()));
    row.put("chart", RangeChart.svg(rule.wrong().range()));
    return row;
  }

  private List<Map<String, Object>> reaches() {
    List<Map<String, Object>> reaches = new ArrayList<>();
    reaches.add(reach("rules alone", findings.rulesReach()));
    findings
        .model()
        .ifPresent(trial -> reaches.add(reach("rules and model", findings.reachWith(trial))));
    return reaches;
  }

  private static Map<String, Object> reach(String what, Range share) {
    return Map.of("what", what, "range", Figures.percent(share), "chart", RangeChart.svg(share));
  }

  private Map<String, Object> trial(ModelTrial trial, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("mode", trial.mode().name().toLowerCase(Locale.ROOT));
    row.put("asked", Figures.count(trial.asked()));
    row.put("failed", Figures.count(trial.failed()));
    row.put("called", Figures.count(trial.called()));
    row.put("checked", Figures.count(trial.wrong().total()));
    row.put("wrong", Figures.count(trial.wrong().hits()));
    row.put("isLossy", trial.wrong().hits() > 0);
    row.put("adds", Figures.percent(trial.adds()));
    row.put("loses", Figures.percent(trial.loses()));
    row.put("modelRules", trial.rules().stream().map(rule -> row(rule, days)).toList());
    return row;
  }

  /** Only where there are several: figures then mix what several rule files did. */
  private List<Map<String, Object>> versions() {
    List<String> versions = findings.versions();
    return versions.size() < 2
        ? List.of()
        : List.of(
            Map.of(
                "count",
                versions.size(),
                "since",
                findings.cases().stream()
                    .filter(one -> one.rulesVersion().equals(versions.getLast()))
                    .findFirst()
                    .orElseThrow()
                    .decidedAt()));
  }

  private String time(double looks) {
    return Figures.time(findings.assumptions().hours(looks));
  }
}
