package io.boardsift.verdicts;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.CheckIndex;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Measures how often rules err: on each photo that they would have deleted and a person saw instead
 * (as an audit, or while observing), the person is right. The same is counted of a model in shadow.
 */
final class RuleAccuracy {
  private static final Logger LOG = LoggerFactory.getLogger(RuleAccuracy.class);

  private final CheckIndex checks;
  private final Telemetry telemetry;

  RuleAccuracy(CheckIndex checks, Telemetry telemetry) {
    this.checks = checks;
    this.telemetry = telemetry;
  }

  /**
   * Notes an answer that stands, for the owner's page. Where that fails it is told and no error:
   * the answer is safe.
   */
  void note(Verdict verdict, DecisionRecord decision) {
    try {
      checks.add(decision, verdict);
    } catch (SdkException e) {
      LOG.warn("a check of a rule is not listed", entry("photo", verdict.photo().id()), e);
    }
  }

  /** Counts a photo that was answered for the first time. */
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
      // Zeros, too: an alarm divides one by the other.
      counts.put("DeletionsWrong", isBoard ? 1.0 : 0.0);
    }
    if (decision.model().filter(ModelFinding::isShadowDeletion).isPresent()) {
      counts.put("ModelDeletionsChecked", 1.0);
      counts.put("ModelDeletionsWrong", isBoard ? 1.0 : 0.0);
    }
    telemetry.count(counts);
    if (isChecked && isBoard) {
      LOG.warn(
          "a rule would have deleted a board",
          entry("photo", verdict.photo().id()),
          entry("rule", decision.rule().orElse("")),
          entry("answer", verdict.answer().label()));
    }
  }
}
