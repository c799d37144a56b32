package io.boardsift.sift.life;

import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of a photo version. Not for use by several threads.
 *
 * @see Life
 */
public final class Facts {
  private final Optional<DecisionRecord> decision;
  private final Optional<Verdict> verdict;
  private final Supplier<Standing> lookUp;
  private Standing standing;

  /**
   * Facts of which one costs a request.
   *
   * @param decision what was decided, if anything was
   * @param verdict the latest answer, if there is one
   * @param lookUp where the version stands; asked once, and only where it matters
   */
  public Facts(
      Optional<DecisionRecord> decision, Optional<Verdict> verdict, Supplier<Standing> lookUp) {
    this.decision = Objects.requireNonNull(decision);
    this.verdict = Objects.requireNonNull(verdict);
    this.lookUp = Objects.requireNonNull(lookUp);
  }

  public Optional<DecisionRecord> decision() {
    return decision;
  }

  /** The latest answer that counts: none from before the photo was brought back. */
  public Optional<Verdict> verdict() {
    return verdict.filter(v -> decision.isEmpty() || decision.get().counts(v));
  }

  public Standing standing() {
    if (standing == null) {
      standing = Objects.requireNonNull(lookUp.get());
    }
    return standing;
  }
}
