package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * A condition that could become part of a rule.
 *
 * @param below whether it asks for less than the number; else for more
 * @param number a round one, above 0
 */
public record Threshold(Measure measure, boolean below, double number) {

  /** The nearest number of two digits. */
  static double round(double number) {
    return new BigDecimal(number).round(new MathContext(2)).doubleValue();
  }

  boolean holds(Evidence evidence) {
    return holds(evidence, 0);
  }

  /**
   * Whether it would hold with the threshold moved by a share of itself to the side where it holds
   * more often.
   */
  boolean holds(Evidence evidence, double margin) {
    OptionalDouble measured = evidence.number(measure);
    if (measured.isEmpty()) {
      return false;
    }
    return below
        ? measured.getAsDouble() < number * (1 + margin)
        : measured.getAsDouble() > number * (1 - margin);
  }

  /** As a rule file has it. */
  String text() {
    return measure.name()
        + (below ? " below " : " above ")
        + new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
