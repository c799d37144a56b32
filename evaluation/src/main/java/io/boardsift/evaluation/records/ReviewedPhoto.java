package io.boardsift.evaluation.records;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import io.boardsift.sift.rules.HeldCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A photo, what was decided on it, and what people answered.
 *
 * @param outcome what happened to it
 * @param by who or what decided
 * @param rule the rule that held, if one did
 * @param reason one line for people
 * @param conditions of the rule that held, with what was measured
 * @param isHidden whether it is deleted now, by a rule or on a person's word
 * @param isDeletionCandidate whether rules or a model that is obeyed called for its deletion,
 *     whatever happened to it
 * @param decidedAt when
 * @param rulesVersion the rules that were asked
 * @param model what came of asking a model, if one was asked
 * @param shadow what rules in shadow said, if there were some
 * @param verdict the latest answer, if there is one
 */
public record ReviewedPhoto(
    Photo photo,
    Outcome outcome,
    DecidedBy by,
    Optional<String> rule,
    String reason,
    List<HeldCondition> conditions,
    boolean isHidden,
    boolean isDeletionCandidate,
    Instant decidedAt,
    String rulesVersion,
    Optional<ModelFinding> model,
    Optional<ShadowFinding> shadow,
    Optional<Verdict> verdict) {

  static ReviewedPhoto of(DecisionRecord decision, Optional<Verdict> verdict) {
    return new ReviewedPhoto(
        decision.photo(),
        decision.outcome(),
        decision.by(),
        decision.rule(),
        decision.reason(),
        decision.conditions(),
        decision.outcome() == Outcome.DELETE || decision.isDeletedBy(Cause.PERSON),
        decision.wouldDelete(),
        decision.decidedAt(),
        decision.rulesVersion(),
        decision.model(),
        decision.shadow(),
        verdict);
  }

  /** Whether it was deleted without a person's look. */
  public boolean isTrimmed() {
    return outcome == Outcome.DELETE;
  }

  /** Whether it was deleted, and a person brought it back. */
  public boolean isRestored() {
    return by == DecidedBy.PERSON;
  }

  public boolean isAnswered(Answer wanted) {
    return verdict.map(Verdict::answer).filter(wanted::equals).isPresent();
  }

  /** Whether a person said that it shows a board, good or broken. */
  public boolean isBoard() {
    return isAnswered(Answer.GOOD_BOARD) || isAnswered(Answer.BROKEN_BOARD);
  }

  /** Whether a person said that it shows none. */
  public boolean isOther() {
    return isAnswered(Answer.NOT_A_BOARD);
  }

  /** Whether a person said whether it shows a board. */
  public boolean isLabelled() {
    return isBoard() || isOther();
  }

  /** Whether the rule that held asks the memory of what people answered. */
  public boolean isByMemory() {
    return conditions.stream()
        .flatMap(held -> held.measure().stream())
        .anyMatch(measure -> measure.tier() == Tier.MEMORY);
  }

  /** Whether a model was asked in this mode. */
  public boolean isAsked(ModelMode mode) {
    return model.filter(finding -> finding.mode() == mode).isPresent();
  }

  /**
   * Whether people want to keep it: they called it a board, or brought it back and have not called
   * it none since.
   */
  public boolean isWanted() {
    return isBoard() || (isRestored() && !isOther());
  }

  /** Whether rules in shadow call for its deletion, which nobody obeys. */
  public boolean isCalledForInShadow() {
    return shadow.filter(ShadowFinding::wouldDelete).isPresent();
  }

  /** Whether it is a rule on the model's answers that calls for its deletion, obeyed or not. */
  public boolean isCandidateOfModel() {
    return model.filter(ModelFinding::wouldDelete).isPresent();
  }
}
