package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Conclusion.Reply;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.FindingsText;
import io.boardsift.evaluation.findings.ModelTrial;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.RuleFinding;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.findings.ShadowRules.Said;
import io.boardsift.evaluation.findings.ShortAnswer;
import io.boardsift.evaluation.findings.Step;
import io.boardsift.evaluation.records.Records;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was found, as a page to look at. */
public final class FindingsReport {
  private final Findings findings;
  private final RuleWords words;

  private FindingsReport(Findings findings, RuleWords words) {
    this.findings = findings;
    this.words = words;
  }

  /**
   * Writes the page.
   *
   * @param damaged how many records could not be read and are not among the findings
   * @param records where the photos are
   * @param words what the rules say
   * @param restoring the command that brings a photo back, by its key; empty where there is none
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path file,
      Findings findings,
      Conclusion conclusion,
      int damaged,
      Records records,
      RuleWords words,
      Function<String, Optional<String>> restoring) {
    Map<String, Object> page = new FindingsReport(findings, words).page(conclusion, damaged);
    page.put(
        "galleries",
        Gallery.shown(new ReviewedGalleries(findings, records, words, restoring).all()));
    Page.write(file, "findings-report.html", page);
  }

  private Map<String, Object> page(Conclusion conclusion, int damaged) {
    FindingsText wording = new FindingsText(findings, conclusion);
    List<ShortAnswer> answers = ShortAnswer.of(findings, conclusion);
    Assumptions assumptions = findings.assumptions();
    int days = findings.days().size();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("model", answer(answers.getFirst()));
    page.put("rulesAnswer", answer(answers.getLast()));
    page.put("paragraph", wording.paragraph());
    page.put("photos", NumberFormats.count(findings.photos()));
    page.put("days", days == 1 ? "one day" : NumberFormats.count(days) + " days");
    page.put("trimmed", NumberFormats.percent((double) findings.trimmed() / findings.photos()));
    page.put("called", NumberFormats.percent((double) findings.candidates() / findings.photos()));
    page.put("isObserved", findings.trimmed() == 0 && findings.candidates() > 0);
    page.put("time", time((double) findings.trimmed() / days));
    page.put("timeCalled", time((double) findings.candidates() / days));
    page.put("wrong", NumberFormats.count(findings.falseDeletions().hits()));
    page.put("checked", NumberFormats.count(findings.falseDeletions().total(), "deletion"));
    page.put("isLossy", findings.falseDeletions().hits() > 0);
    page.put("isChecked", findings.falseDeletions().total() > 0);
    page.put("wrongRange", NumberFormats.percent(findings.falseDeletions().range()));
    page.put("told", NumberFormats.count(findings.labelled()));
    page.put("daysChart", DaysChart.of(findings.days()));
    page.put("dayCounts", findings.days().stream().map(DaysChart::counts).toList());
    page.put("steps", findings.steps().stream().map(FindingsReport::row).toList());
    page.put("rules", findings.rules().stream().map(rule -> row(rule, days)).toList());
    page.put("reaches", reaches());
    page.put("trial", findings.model().map(trial -> trial(trial, days)).stream().toList());
    page.put("shadow", findings.shadowRules().map(rules -> shadow(rules, days)).stream().toList());
    page.put("versions", versions());
    page.put("damaged", damaged);
    page.put("isDamaged", damaged > 0);
    page.put("secondsALook", NumberFormats.number(assumptions.secondsALook()));
    page.put("modelHours", NumberFormats.number(assumptions.modelHours()));
    page.put("maxBoardLoss", NumberFormats.percent(assumptions.maxBoardLoss()));
    return page;
  }

  private static Map<String, Object> answer(ShortAnswer answer) {
    return Map.of(
        "question", answer.question(),
        "reply", answer.reply().words(),
        "why", answer.why(),
        "isOpen", answer.reply() == Reply.NOT_YET);
  }

  private static Map<String, Object> row(Step step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", step.kind().words());
    row.put("called", NumberFormats.count(step.called()));
    row.put("hours", NumberFormats.span(step.hoursAMonth()));
    row.put("checked", NumberFormats.count(step.wrong().total()));
    row.put("wrong", NumberFormats.count(step.wrong().hits()));
    row.put("isLossy", step.wrong().hits() > 0);
    row.put("loses", NumberFormats.percent(step.loses()));
    row.put("known", FindingsText.untilItIsKnown(step));
    return row;
  }

  private Map<String, Object> row(RuleFinding rule, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", rule.rule());
    row.put("says", words.sentence(rule.rule()));
    row.put("called", NumberFormats.count(rule.candidates()));
    row.put("trimmed", NumberFormats.count(rule.trimmed()));
    row.put("time", time((double) rule.candidates() / days));
    row.put("checked", NumberFormats.count(rule.wrong().total()));
    row.put("wrong", NumberFormats.count(rule.wrong().hits()));
    row.put("isLossy", rule.wrong().hits() + rule.restored() > 0);
    row.put("restored", NumberFormats.count(rule.restored()));
    row.put("known", known(rule));
    return row;
  }

  /** What the checks tell of a rule by itself, and how many more would settle it. */
  private String known(RuleFinding rule) {
    if (rule.wrong().hits() > 0) {
      return NumberFormats.percent(rule.wrong().range()) + " of its deletions are wrong";
    }
    return FindingsText.untilItIsKnown(findings.checksToSettle(rule));
  }

  /** How many of the photos without a board are found. */
  private List<Map<String, Object>> reaches() {
    List<RangeBar.Row> rows = new ArrayList<>();
    rows.add(new RangeBar.Row("rules alone", findings.rulesReach()));
    findings
        .model()
        .ifPresent(
            trial -> rows.add(new RangeBar.Row("rules and model", findings.reachWith(trial))));
    return RangeBar.of(rows);
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

  private Map<String, Object> shadow(ShadowRules rules, int days) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("version", rules.version());
    row.put("from", rules.from().truncatedTo(ChronoUnit.MINUTES));
    row.put("until", rules.until().truncatedTo(ChronoUnit.MINUTES));
    row.put("asked", NumberFormats.count(rules.told().size(), "photo"));
    row.put("untold", NumberFormats.count(rules.untold()));
    row.put("isUntold", rules.untold() > 0);
    row.put("changes", Stream.of(By.values()).map(by -> row(by, rules.said(by))).toList());
    row.put("shadowRules", rules.rules().stream().map(rule -> row(rule, days)).toList());
    row.put("hasRules", !rules.rules().isEmpty());
    return row;
  }

  private static Map<String, Object> row(By by, Said said) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", by.words());
    row.put("called", NumberFormats.count(said.photos()));
    row.put("others", NumberFormats.count(said.others()));
    row.put("wrong", NumberFormats.count(said.boards()));
    row.put("isLossy", said.boards() > 0 && by != By.IN_FORCE);
    row.put("open", NumberFormats.count(said.open()));
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
