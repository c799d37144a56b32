package io.boardsift.cli;

import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.DayCount;
import io.boardsift.evaluation.findings.Estimate;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.FindingsText;
import io.boardsift.evaluation.findings.ModelTrial;
import io.boardsift.evaluation.findings.Proportion;
import io.boardsift.evaluation.findings.RuleFinding;
import io.boardsift.evaluation.findings.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Findings as scripts read them. Shares are 0 to 1. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, Object> of(Findings findings, Conclusion conclusion, int damaged) {
    Assumptions assumptions = findings.assumptions();
    int days = findings.days().size();
    FindingsText wording = new FindingsText(findings, conclusion);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("answer", word(conclusion.answer()));
    json.put("advice", word(conclusion.advice()));
    json.put("needsModel", word(conclusion.needsModel()));
    json.put("areRulesGood", word(conclusion.areRulesGood()));
    json.put(
        "moreChecks",
        findings.checksToSettleRules().isPresent()
            ? findings.checksToSettleRules().getAsInt()
            : null);
    json.put("verdict", wording.verdict());
    json.put("paragraph", wording.paragraph());
    json.put("photos", findings.photos());
    json.put("damagedRecords", damaged);
    json.put("answered", findings.labelled());
    json.put("trimmed", findings.trimmed());
    json.put("called", findings.candidates());
    json.put("trimmedShare", (double) findings.trimmed() / findings.photos());
    json.put("hoursSavedADay", assumptions.hours((double) findings.trimmed() / days));
    json.put("falseDeletions", json(findings.falseDeletions()));
    json.put("left", json(findings.left()));
    json.put("rulesReach", json(findings.rulesReach()));
    json.put("rulesLose", json(findings.rulesLose()));
    json.put("steps", findings.steps().stream().map(ReportJson::json).toList());
    json.put("rules", findings.rules().stream().map(ReportJson::json).toList());
    json.put("model", findings.model().map(trial -> json(trial, findings)).orElse(null));
    json.put("shadowRules", findings.shadowRules().map(ShadowJson::of).orElse(null));
    json.put("days", findings.days().stream().map(ReportJson::json).toList());
    json.put("rulesVersions", findings.versions());
    json.put(
        "assumed",
        Map.of(
            "secondsALook", assumptions.secondsALook(),
            "modelHours", assumptions.modelHours(),
            "maxBoardLoss", assumptions.maxBoardLoss()));
    return json;
  }

  private static Map<String, Object> json(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", word(step.kind()));
    json.put("called", step.called());
    json.put("hoursAMonth", json(step.hoursAMonth()));
    json.put("falseDeletions", json(step.wrong()));
    json.put("boardLoss", json(step.loses()));
    json.put("moreChecks", step.moreChecks().isPresent() ? step.moreChecks().getAsInt() : null);
    return json;
  }

  private static Map<String, Object> json(RuleFinding rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.rule());
    json.put("called", rule.candidates());
    json.put("trimmed", rule.trimmed());
    json.put("restored", rule.restored());
    json.put("falseDeletions", json(rule.wrong()));
    return json;
  }

  private static Map<String, Object> json(ModelTrial trial, Findings findings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mode", word(trial.mode()));
    json.put("asked", trial.asked());
    json.put("failed", trial.failed());
    json.put("called", trial.candidates());
    json.put("falseDeletions", json(trial.wrong()));
    json.put("adds", json(trial.adds()));
    json.put("hoursAMonth", json(findings.hoursAMonth(trial.adds())));
    json.put("boardLoss", json(trial.loses()));
    json.put("reachWithRules", json(findings.reachWith(trial)));
    return json;
  }

  private static Map<String, Object> json(DayCount day) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("day", day.day().toString());
    json.put("photos", day.photos());
    json.put("trimmed", day.trimmed());
    json.put("boards", day.boards());
    json.put("others", day.others());
    return json;
  }

  private static Map<String, Object> json(Proportion share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("checked", share.total());
    json.put("wrong", share.hits());
    json.put("rate", share.rate());
    json.put("lower95", share.range().low());
    json.put("upper95", share.range().high());
    return json;
  }

  private static Map<String, Object> json(Estimate range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("likely", range.likely());
    json.put("lower95", range.low());
    json.put("upper95", range.high());
    return json;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
