package io.boardsift.sift.evidence;

/** How the values of an image are spread, as a histogram. */
final class Distribution {
  private static final int BINS = 2048;

  private final int[] counts = new int[BINS];
  private final int total;
  private final double max;
  private final double mean;

  /**
   * Counts values.
   *
   * @param values from 0 up
   * @param max values above it count as it
   */
  Distribution(float[] values, double max) {
    this.max = max;
    this.total = values.length;
    float scale = (float) (BINS / max);
    double sum = 0;
    for (float value : values) {
      counts[Math.min(BINS - 1, (int) (value * scale))]++;
      sum += value;
    }
    this.mean = sum / total;
  }

  double mean() {
    return mean;
  }

  /**
   * The value below which a share of all values lies.
   *
   * @param share 0 to 1
   */
  double quantile(double share) {
    long wanted = Math.round(share * total);
    long seen = 0;
    for (int bin = 0; bin < BINS; bin++) {
      seen += counts[bin];
      if (seen >= wanted && seen > 0) {
        return (bin + 0.5) * max / BINS;
      }
    }
    return max;
  }
}
