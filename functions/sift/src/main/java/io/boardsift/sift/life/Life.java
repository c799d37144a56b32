package io.boardsift.sift.life;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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
  /** For those who carry out no answers: the time to change one is none of their business. */
  public static final Life WITHOUT_GRACE = new Life(Duration.ZERO);

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
      case Standing.Current _ when facts.verdict().isPresent() -> answered(facts, record);
      case Standing.Current _ when record.outcome() == Outcome.DELETE ->
          record.isDeletedBy(Cause.RULE) ? State.FREED : State.CONDEMNED;
      case Standing.Current _ -> waiting(record);
      case Standing.Gone _ -> State.GONE;
    };
  }

  private static State hidden(Facts facts, DecisionRecord record) {
    if (facts.verdict().isPresent()) {
      return facts.verdict().get().answer() == Answer.NOT_A_BOARD
          ? State.DELETED_BY_PERSON
          : State.COMING_BACK;
    }
    return record.outcome() == Outcome.DELETE ? State.DELETED_BY_RULE : State.COMING_BACK;
  }

  private static State answered(Facts facts, DecisionRecord record) {
    boolean wasDeleted =
        facts.verdict().filter(v -> v.answer() == Answer.NOT_A_BOARD).isPresent()
            && record.isDeletedBy(Cause.PERSON);
    return wasDeleted ? State.FREED : State.KEPT;
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
    return record.isDeletedBy(Cause.PERSON) ? new Step.Reopen() : new Step.Delete(Cause.PERSON);
  }

  private static Step afterOther(Facts facts, DecisionRecord record, Verdict verdict) {
    return ownMarker(facts, record)
        .<Step>map(marker -> new Step.BringBack(marker, Optional.of(verdict)))
        .orElseGet(Step.Rest::new);
  }

  private static Step afterDeletion(Facts facts, DecisionRecord record) {
    if (!(facts.standing() instanceof Standing.Current)) {
      return new Step.Rest();
    }
    return record.isDeletedBy(Cause.RULE) ? new Step.Reopen() : new Step.Delete(Cause.RULE);
  }

  private static Step afterReview(Facts facts, DecisionRecord record) {
    return ownMarker(facts, record)
        .<Step>map(marker -> new Step.BringBack(marker, Optional.empty()))
        .orElseGet(Step.Ask::new);
  }

  /** The delete marker of ours that hides it; where it stands is looked up only if one may. */
  private static Optional<String> ownMarker(Facts facts, DecisionRecord record) {
    return record.mayBeHidden()
            && facts.standing() instanceof Standing.Hidden(String marker)
            && record.isOwn(marker)
        ? Optional.of(marker)
        : Optional.empty();
  }
}
