package io.boardsift.soak;

import java.util.Optional;

/**
 * How long one invocation lives: all of it, or up to one of its requests. That request may still be
 * carried out; no later one is. Safe for use by several threads.
 */
final class Lifeline {
  private final boolean isKilled;
  private final boolean lastIsCarriedOut;
  private int left;

  private Lifeline(boolean isKilled, boolean lastIsCarriedOut, int left) {
    this.isKilled = isKilled;
    this.lastIsCarriedOut = lastIsCarriedOut;
    this.left = left;
  }

  /** An invocation that comes to its end. */
  static Lifeline whole() {
    return new Lifeline(false, false, 0);
  }

  /**
   * An invocation that does not; if it makes few requests, all it loses is its response.
   *
   * @param most how many requests it may make, 0 to this one
   */
  static Lifeline killed(Dice dice, int most) {
    return new Lifeline(true, dice.chance(0.5), dice.below(most + 1));
  }

  boolean isKilled() {
    return isKilled;
  }

  /** What being killed does to the next request; empty if nothing. */
  synchronized Optional<Fault> next() {
    if (!isKilled || left-- > 0) {
      return Optional.empty();
    }
    return Optional.of(left == -1 && lastIsCarriedOut ? Fault.RESET_AFTER : Fault.RESET_BEFORE);
  }
}
