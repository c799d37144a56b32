package io.boardsift.evaluation.findings;

import java.util.OptionalInt;

/**
 * A step from people alone to rules, a memory and a model: what it brings and costs beyond those
 * before it.
 *
 * @param kind which step
 * @param called photos whose deletion it calls for
 * @param wrong of those that people looked at instead, how many were boards
 * @param hoursAMonth of looking that it saves; boards are not counted
 * @param loses the share of all boards that it deletes
 * @param moreChecks how many more checks without a board would show that it deletes few enough
 *     boards: 0 where the checks so far do; empty where no number would
 */
public record Step(
    Kind kind,
    int called,
    Proportion wrong,
    Estimate hoursAMonth,
    Estimate loses,
    OptionalInt moreChecks) {

  /** The steps in their order. */
  public enum Kind {
    RULES("rules alone"),
    /** Rules that ask the memory. */
    MEMORY("memory"),
    MODEL_IN_SHADOW("model, in shadow"),
    MODEL("model");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
