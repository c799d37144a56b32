package io.boardsift.sift.life;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.DeletionTrace;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The life of a photo version: which state follows from the facts, and what is to be done next. It
 * holds no state of its own, so whatever was interrupted, repeated or done by somebody else, asking
 * again gives the step that is left.
 *
 * <p>What it says is right at the moment of asking. Who acts on it asks again afterwards, until
 * there is nothing left to do; so an answer that comes while its photo is being deleted brings the
 * photo back.
 *
 * @param grace how long an answer can be changed before its photo is deleted
 */
public record Life(Duration grace) {
  public Life {
    Objects.requireNonNull(grace);
  }

  /** The state that follows from the facts. */
  public static State state(Facts facts) {
    Standing standing = facts.standing();
    if (standing instanceof Standing.Gone) {
      return State.GONE;
    }
    if (facts.decision().isEmpty()) {
      return State.UNDECIDED;
    }
    DecisionRecord record = facts.decision().get();
    boolean isOver = facts.verdict().isPresent() || record.outcome() == Outcome.DELETE;
    return switch (standing) {
      case Standing.Hidden(String marker) when record.isOwn(marker) -> hidden(facts, record);
      case Standing.Hidden _ -> isOver ? State.HIDDEN_BY_OTHERS : waiting(record);
      case Standing.Superseded _ -> isOver ? State.SUPERSEDED : waiting(record);
      case Standing.Current _ when facts.verdict().isPresent() -> State.KEPT;
      case Standing.Current _ when record.outcome() == Outcome.DELETE ->
          isDone(record, Cause.RULE) ? State.RESTORED : State.CONDEMNED;
      case Standing.Current _ -> waiting(record);
      case Standing.Gone _ -> State.GONE;
    };
  }

  private static State hidden(Facts facts, DecisionRecord record) {
    boolean isByPerson =
        facts.verdict().filter(v -> v.answer() == Answer.NOT_A_BOARD).isPresent()
            && record.standingDeletion().filter(d -> d.cause() == Cause.RULE).isEmpty();
    if (isByPerson) {
      return State.DELETED_BY_PERSON;
    }
    boolean isKnown = record.standingDeletion().filter(DeletionTrace::isDone).isPresent();
    return record.outcome() == Outcome.DELETE || isKnown ? State.DELETED_BY_RULE : waiting(record);
  }

  private static State waiting(DecisionRecord record) {
    return record.restored().isPresent() ? State.RESTORED : State.WAITING;
  }

  /** What is to be done now. */
  public Step next(Facts facts, Instant now) {
    if (facts.decision().isEmpty()) {
      return new Step.Decide();
    }
    DecisionRecord record = facts.decision().get();
    if (facts.verdict().isPresent()) {
      Verdict verdict = facts.verdict().get();
      return verdict.answer() == Answer.NOT_A_BOARD
          ? afterNotABoard(facts, record, verdict, now)
          : afterOther(facts, record, verdict);
    }
    return record.outcome() == Outcome.DELETE
        ? afterDeletion(facts, record)
        : afterReview(facts, record);
  }

  private Step afterNotABoard(Facts facts, DecisionRecord record, Verdict verdict, Instant now) {
    Instant due = verdict.at().plus(grace);
    if (now.isBefore(due)) {
      return new Step.Wait(due);
    }
    if (!(facts.standing() instanceof Standing.Current)) {
      return new Step.Rest();
    }
    return isDone(record, Cause.PERSON) ? new Step.Reopen() : new Step.Delete(Cause.PERSON);
  }

  private static Step afterOther(Facts facts, DecisionRecord record, Verdict verdict) {
    boolean mayBeHidden = record.deletion().isPresent() || record.outcome() == Outcome.DELETE;
    return mayBeHidden
            && facts.standing() instanceof Standing.Hidden(String marker)
            && record.isOwn(marker)
        ? new Step.BringBack(marker, verdict)
        : new Step.Rest();
  }

  private static Step afterDeletion(Facts facts, DecisionRecord record) {
    if (!(facts.standing() instanceof Standing.Current)) {
      return new Step.Rest();
    }
    return isDone(record, Cause.RULE) ? new Step.Reopen() : new Step.Delete(Cause.RULE);
  }

  private static Step afterReview(Facts facts, DecisionRecord record) {
    boolean isDeleted = record.standingDeletion().filter(DeletionTrace::isDone).isPresent();
    if (isDeleted && facts.standing() instanceof Standing.Hidden(String marker)) {
      return record.isOwn(marker) ? new Step.Rest() : new Step.Ask();
    }
    return new Step.Ask();
  }

  private static boolean isDone(DecisionRecord record, Cause cause) {
    return record
        .standingDeletion()
        .filter(trace -> trace.isDone() && trace.cause() == cause)
        .isPresent();
  }
}
