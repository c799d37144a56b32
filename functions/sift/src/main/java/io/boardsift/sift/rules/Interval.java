package io.boardsift.sift.rules;

/**
 * A range of numbers, each end included or not.
 *
 * @param low lower end, or minus infinity
 * @param lowIncluded whether the lower end belongs to it
 * @param high upper end, or infinity
 * @param highIncluded whether the upper end belongs to it
 */
record Interval(double low, boolean lowIncluded, double high, boolean highIncluded) {
  static Interval below(double number) {
    return new Interval(Double.NEGATIVE_INFINITY, false, number, false);
  }

  static Interval atMost(double number) {
    return new Interval(Double.NEGATIVE_INFINITY, false, number, true);
  }

  static Interval above(double number) {
    return new Interval(number, false, Double.POSITIVE_INFINITY, false);
  }

  static Interval atLeast(double number) {
    return new Interval(number, true, Double.POSITIVE_INFINITY, false);
  }

  static Interval between(double low, double high) {
    return new Interval(low, true, high, true);
  }

  boolean contains(double number) {
    return (lowIncluded ? number >= low : number > low)
        && (highIncluded ? number <= high : number < high);
  }

  boolean isEmpty() {
    return low > high || (low == high && !(lowIncluded && highIncluded));
  }

  boolean contains(Interval other) {
    boolean lowFits = low < other.low || (low == other.low && (lowIncluded || !other.lowIncluded));
    boolean highFits =
        high > other.high || (high == other.high && (highIncluded || !other.highIncluded));
    return lowFits && highFits;
  }

  /**
   * How far a number is from the nearer end, as a share of that end; 0 within, and only there: an
   * end that does not belong to the range is missed by a little.
   */
  double shortfall(double number) {
    if (contains(number)) {
      return 0;
    }
    return distance(number, number <= low ? low : high);
  }

  /**
   * How far a number is from the nearer end that it would leave by, as a share of that end; 0
   * outside, and only there.
   */
  double excess(double number) {
    return contains(number) ? Math.min(distance(number, low), distance(number, high)) : 0;
  }

  private static double distance(double number, double end) {
    if (Double.isInfinite(end)) {
      return Double.POSITIVE_INFINITY;
    }
    double share = Math.abs(number - end) / Math.max(Math.abs(end), Double.MIN_NORMAL);
    return Math.max(Double.MIN_NORMAL, share);
  }

  Interval and(Interval other) {
    boolean takeMineLow = low > other.low || (low == other.low && !lowIncluded);
    boolean takeMineHigh = high < other.high || (high == other.high && !highIncluded);
    return new Interval(
        takeMineLow ? low : other.low,
        takeMineLow ? lowIncluded : other.lowIncluded,
        takeMineHigh ? high : other.high,
        takeMineHigh ? highIncluded : other.highIncluded);
  }
}
