package io.boardsift.verdicts;

import io.boardsift.aws.Telemetry;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how often rules err: on each photo that they would have deleted and a person saw instead
 * (as an audit, or while observing), the person is right. The same is counted of a model in shadow.
 */
final class RuleAccuracy {
  private final Telemetry telemetry;

  RuleAccuracy(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  void count(Verdict verdict, DecisionRecord decision) {
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put("Verdicts", 1.0);
    if (verdict.answer() == Answer.NOT_A_BOARD) {
      counts.put("NotABoard", 1.0);
    }
    boolean isChecked = decision.wouldDelete();
    boolean isBoard =
        verdict.answer() == Answer.GOOD_BOARD || verdict.answer() == Answer.BROKEN_BOARD;
    if (isChecked) {
      counts.put("DeletionsChecked", 1.0);
      counts.put("DeletionsWrong", isBoard ? 1.0 : 0.0);
    }
    if (decision.model().filter(ModelFinding::isShadowDeletion).isPresent()) {
      counts.put("ModelDeletionsChecked", 1.0);
      counts.put("ModelDeletionsWrong", isBoard ? 1.0 : 0.0);
    }
    telemetry.count(counts);
    if (isChecked && isBoard) {
      decision.rule().ifPresent(rule -> telemetry.count("RuleWrong", "Rule", rule));
    }
  }
}
