package io.boardsift.evaluation.findings;

/**
 * An estimate with its 95 % interval, {@code low <= likely <= high}.
 *
 * @param low where the interval begins
 * @param likely the estimate
 * @param high where the interval ends
 */
public record Estimate(double low, double likely, double high) {
  public Estimate {
    if (!(low <= likely && likely <= high)) {
      throw new IllegalArgumentException(low + ", " + likely + ", " + high);
    }
  }

  /** A known number. */
  public static Estimate of(double number) {
    return new Estimate(number, number, number);
  }

  /** All of it by a number that is not negative. */
  public Estimate times(double factor) {
    return new Estimate(low * factor, likely * factor, high * factor);
  }

  /** What is left of 1. */
  public Estimate complement() {
    return new Estimate(1 - high, 1 - likely, 1 - low);
  }

  /** The sum, as wide as if both erred to the same side. */
  public Estimate plus(Estimate other) {
    return new Estimate(low + other.low, likely + other.likely, high + other.high);
  }

  /** This as a share of itself and a rest; neither may be negative. 0 where there is neither. */
  public Estimate shareBeside(Estimate rest) {
    return new Estimate(share(low, rest.high), share(likely, rest.likely), share(high, rest.low));
  }

  private static double share(double part, double rest) {
    return part == 0 ? 0 : part / (part + rest);
  }
}
