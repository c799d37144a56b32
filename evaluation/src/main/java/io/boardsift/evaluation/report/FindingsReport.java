package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Estimate;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.FindingsText;
import io.boardsift.evaluation.findings.ModelTrial;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.RuleFinding;
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
    FindingsText wording = new FindingsText(findings, conclusion);
    Assumptions assumptions = findings.assumptions();
    int days = findings.days().size();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("answer", conclusion.answer().words());
    page.put("verdict", wording.verdict());
    page.put("paragraph", wording.paragraph());
    page.put("photos", NumberFormats.count(findings.photos()));
    page.put("days", days == 1 ? "one day" : NumberFormats.count(days) + " days");
    page.put("trimmed", NumberFormats.percent((double) findings.trimmed() / findings.photos()));
    page.put("called", NumberFormats.percent((double) findings.candidates() / findings.photos()));
    page.put("isObserved", findings.trimmed() == 0 && findings.candidates() > 0);
    page.put("time", time((double) findings.trimmed() / days));
    page.put("timeCalled", time((double) findings.candidates() / days));
    page.put("wrong", findings.falseDeletions().hits());
    page.put("checked", NumberFormats.count(findings.falseDeletions().total()));
    page.put("isLossy", findings.falseDeletions().hits() > 0);
    page.put("isChecked", findings.falseDeletions().total() > 0);
    page.put("wrongRange", NumberFormats.percent(findings.falseDeletions().range()));
    page.put("told", NumberFormats.count(findings.labelled()));
    page.put("daysChart", DaysChart.svg(findings.days()));
    page.put("rules", findings.rules().stream().map(rule -> row(rule, days)).toList());
    page.put("reaches", reaches());
    page.put("trial", findings.model().map(trial -> trial(trial, days)).stream().toList());
    page.put("versions", versions());
    page.put("isDamaged", damaged > 0);
    page.put("damaged", NumberFormats.count(damaged));
    page.put("secondsALook", NumberFormats.number(assumptions.secondsALook()));
    page.put("modelHours", NumberFormats.number(assumptions.modelHours()));
    page.put("maxBoardLoss", NumberFormats.percent(assumptions.maxBoardLoss()));
    page.put("galleries", new ReviewedGalleries(findings, records).all());
    return page;
  }

  private Map<String, Object> row(RuleFinding rule, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", rule.rule());
    row.put("called", NumberFormats.count(rule.candidates()));
    row.put("trimmed", NumberFormats.count(rule.trimmed()));
    row.put("time", time((double) rule.candidates() / days));
    row.put("checked", NumberFormats.count(rule.wrong().total()));
    row.put("wrong", rule.wrong().hits());
    row.put("isLossy", rule.wrong().hits() + rule.restored() > 0);
    row.put("restored", rule.restored());
    row.put("isChecked", rule.wrong().total() > 0);
    row.put("range", NumberFormats.percent(rule.wrong().range()));
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

  private static Map<String, Object> reach(String what, Estimate share) {
    return Map.of(
        "what", what, "range", NumberFormats.percent(share), "chart", RangeChart.svg(share));
  }

  private Map<String, Object> trial(ModelTrial trial, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("mode", trial.mode().name().toLowerCase(Locale.ROOT));
    row.put("asked", NumberFormats.count(trial.asked()));
    row.put("failed", NumberFormats.count(trial.failed()));
    row.put("called", NumberFormats.count(trial.candidates()));
    row.put("checked", NumberFormats.count(trial.wrong().total()));
    row.put("wrong", NumberFormats.count(trial.wrong().hits()));
    row.put("isLossy", trial.wrong().hits() > 0);
    row.put("adds", NumberFormats.percent(trial.adds()));
    row.put("loses", NumberFormats.percent(trial.loses()));
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
                findings.reviewed().stream()
                    .filter(one -> one.rulesVersion().equals(versions.getLast()))
                    .findFirst()
                    .orElseThrow()
                    .decidedAt()));
  }

  private String time(double looks) {
    return NumberFormats.time(findings.assumptions().hours(looks));
  }
}
