package io.boardsift.evaluation.rules;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** What a count says at most about a share. */
public final class Bound {
  /** How sure, one-sided. */
  private static final double CONFIDENCE = 0.95;

  private Bound() {}

  /**
   * The exact upper bound (Clopper and Pearson) of a share of which a sample is known: the share is
   * below it with 95 % confidence, if the sample was drawn by chance from what it is to speak for.
   *
   * @param total the sample, 0 or more
   * @param hits how many of it
   * @return 0 to 1; 1 where nothing was drawn
   */
  public static double upper95(int total, int hits) {
    if (hits < 0 || hits > total) {
      throw new IllegalArgumentException(hits + " of " + total);
    }
    return total == 0 ? 1 : interval(total, hits).getUpperBound();
  }

  /** The lower bound likewise; 0 where nothing was drawn. */
  public static double lower95(int total, int hits) {
    if (hits < 0 || hits > total) {
      throw new IllegalArgumentException(hits + " of " + total);
    }
    return total == 0 ? 0 : interval(total, hits).getLowerBound();
  }

  /** How many must be drawn without a single hit before a share can be called below a bound. */
  public static int sampleFor(double bound) {
    return (int) Math.ceil(Math.log(1 - CONFIDENCE) / Math.log(1 - bound));
  }

  /** Two-sided with twice the error on both sides together is one-sided with it on each. */
  private static org.apache.commons.statistics.interval.Interval interval(int total, int hits) {
    return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
        total, hits, 2 * (1 - CONFIDENCE));
  }
}
