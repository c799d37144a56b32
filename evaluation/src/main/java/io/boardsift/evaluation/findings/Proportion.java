package io.boardsift.evaluation.findings;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of which a sample is known.
 *
 * @param hits how many of the sample
 * @param total the sample, 0 or more
 */
public record Proportion(int hits, int total) {
  private static final double ERROR = 0.05;
  private static final int MOST_DRAWN = 100_000_000;

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

  /**
   * How many more must be drawn, without a single further hit, before the interval ends at a bound
   * or below it: 0 where it does already; empty where a hundred million would not do.
   *
   * @param bound a share; of 1 or more nothing need be known
   */
  public OptionalInt moreWithoutHit(double bound) {
    return fewest(more -> new Proportion(hits, total + more).range().high() <= bound);
  }

  /**
   * About how many more must be drawn, with as many hits among them as so far, before the whole
   * interval lies on one side of a share: 0 where it does already; empty where a hundred million
   * would not do.
   */
  public OptionalInt moreToTellFrom(double share) {
    return fewest(
        more -> {
          int all = total + more;
          Estimate range = new Proportion((int) Math.round(rate() * all), all).range();
          return range.low() > share || range.high() < share;
        });
  }

  private OptionalInt fewest(IntPredicate isEnough) {
    if (isEnough.test(0)) {
      return OptionalInt.of(0);
    }
    int enough = 1;
    while (!isEnough.test(enough)) {
      enough *= 2;
      if (enough > MOST_DRAWN) {
        return OptionalInt.empty();
      }
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) / 2;
      if (isEnough.test(middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }

  /** How many must be drawn without a single hit before the share's interval ends below a bound. */
  public static int sampleFor(double bound) {
    return (int) Math.ceil(Math.log(ERROR / 2) / Math.log(1 - bound));
  }
}
