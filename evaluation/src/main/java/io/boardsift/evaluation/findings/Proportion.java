package io.boardsift.evaluation.findings;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of which a sample is known.
 *
 * @param hits how many of the sample
 * @param total the sample, 0 or more
 */
public record Proportion(int hits, int total) {
  private static final double ERROR = 0.05;

  public Proportion {
    if (hits < 0 || hits > total) {
      throw new IllegalArgumentException(hits + " of " + total);
    }
  }

  /** The share of the sample; 0 where nothing was drawn. */
  public double rate() {
    return total == 0 ? 0 : (double) hits / total;
  }

  /**
   * The exact 95 % interval (Clopper and Pearson, 2.5 % on each side) with the sample's share in
   * it, if the sample was drawn by chance from what it is to speak for; 0 to 1 where nothing was.
   */
  public Estimate range() {
    if (total == 0) {
      return new Estimate(0, 0, 1);
    }
    var interval = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(total, hits, ERROR);
    return new Estimate(interval.getLowerBound(), rate(), interval.getUpperBound());
  }

  /** How many must be drawn without a single hit before the share's interval ends below a bound. */
  public static int sampleFor(double bound) {
    return (int) Math.ceil(Math.log(ERROR / 2) / Math.log(1 - bound));
  }
}
