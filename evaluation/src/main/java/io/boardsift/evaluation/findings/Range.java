package io.boardsift.evaluation.findings;

/**
 * An estimate with its 95 % interval, {@code low <= likely <= high}.
 *
 * @param low where the interval begins
 * @param likely the estimate
 * @param high where the interval ends
 */
public record Range(double low, double likely, double high) {
  public Range {
    if (!(low <= likely && likely <= high)) {
      throw new IllegalArgumentException(low + ", " + likely + ", " + high);
    }
  }

  /** A known number. */
  public static Range of(double number) {
    return new Range(number, number, number);
  }

  /** All of it by a number that is not negative. */
  public Range times(double factor) {
    return new Range(low * factor, likely * factor, high * factor);
  }

  /** What is left of 1. */
  public Range complement() {
    return new Range(1 - high, 1 - likely, 1 - low);
  }

  /** The sum, as wide as if both erred to the same side. */
  public Range plus(Range other) {
    return new Range(low + other.low, likely + other.likely, high + other.high);
  }

  /** This as a share of itself and a rest; neither may be negative. 0 where there is neither. */
  public Range shareBeside(Range rest) {
    return new Range(share(low, rest.high), share(likely, rest.likely), share(high, rest.low));
  }

  private static double share(double part, double rest) {
    return part == 0 ? 0 : part / (part + rest);
  }
}
