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

  /**
   * The share of the variance that lies between the values on either side of the one threshold that
   * parts them best (N. Otsu, <a href="https://doi.org/10.1109/TSMC.1979.4310076">
   * doi:10.1109/TSMC.1979.4310076</a>): 1 where there are two values only, 0.75 where all are
   * equally frequent; 0 where all are the same.
   */
  double parted() {
    double sum = 0;
    double squares = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += (double) counts[bin] * bin;
      squares += (double) counts[bin] * bin * bin;
    }
    double overall = sum / total;
    double most = 0;
    double below = 0;
    double sumBelow = 0;
    for (int bin = 0; bin < BINS && below < total; bin++) {
      double apart = below == 0 ? 0 : overall - sumBelow / below;
      most = Math.max(most, apart * apart * below / (total - below));
      below += counts[bin];
      sumBelow += (double) counts[bin] * bin;
    }
    double variance = squares / total - overall * overall;
    return variance <= 0 ? 0 : Math.min(1, most / variance);
  }
}
