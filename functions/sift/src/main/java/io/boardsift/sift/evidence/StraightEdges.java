package io.boardsift.sift.evidence;

/**
 * The straight edges of a photo, and how far they keep to two perpendicular directions: those of a
 * board do, whichever way it lies; those of animals, plants and most other things do not.
 *
 * <p>Found as by the first step of LSD (R. Grompone von Gioi et al., <a
 * href="https://doi.org/10.5201/ipol.2012.gjmr-lsd">doi:10.5201/ipol.2012.gjmr-lsd</a>): from the
 * steepest pixels on, neighbours join whose slope points the same way within 22.5°. A region is a
 * straight edge if it is at least 8 px long, three times as long as wide, and fills half of its
 * rectangle.
 */
final class StraightEdges {
  private static final float SAME_WAY = (float) Math.cos(Math.PI / 8);
  private static final int FEWEST_PIXELS = 8;
  private static final double SHORTEST = 8;
  private static final double SLENDER = 3;
  private static final double FILLED = 0.5;

  /** Of a right angle; three neighbouring ones, 9°, are taken for one direction. */
  private static final int DIRECTIONS = 30;

  private static final int STEEPNESSES = 64;

  private final Luma luma;
  private final float threshold;
  private final boolean[] taken;
  private final int[] region;

  /** Length of straight edges in px by their direction, modulo 90°. */
  private final double[] lengths = new double[DIRECTIONS];

  private StraightEdges(Luma luma, float threshold) {
    this.luma = luma;
    this.threshold = threshold;
    this.taken = new boolean[luma.pixels()];
    this.region = new int[luma.pixels()];
  }

  /**
   * The share of all straight edges, by length, in the two perpendicular directions that hold most
   * of them: 0.1 where they point everywhere, 1 where all are parallel or perpendicular; NaN where
   * there are none.
   *
   * @param threshold above which magnitude a pixel is an edge, above 0
   */
  static double perpendicularShare(Luma luma, double threshold) {
    StraightEdges edges = new StraightEdges(luma, (float) threshold);
    for (int seed : edges.steepestFirst()) {
      if (!edges.taken[seed]) {
        edges.grow(seed);
      }
    }
    return edges.share();
  }

  private double share() {
    double all = 0;
    double most = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      all += lengths[i];
      double three = lengths[i] + lengths[(i + 1) % DIRECTIONS] + lengths[(i + 2) % DIRECTIONS];
      most = Math.max(most, three);
    }
    return all == 0 ? Double.NaN : most / all;
  }

  /** Edge pixels, roughly in the order of their magnitude: sorted into bins. */
  private int[] steepestFirst() {
    float[] magnitude = luma.magnitude();
    float most = threshold;
    for (float m : magnitude) {
      most = Math.max(most, m);
    }
    float scale = (STEEPNESSES - 1) / most;
    int[] starts = new int[STEEPNESSES + 1];
    for (float m : magnitude) {
      if (m > threshold) {
        starts[STEEPNESSES - (int) (m * scale)]++;
      }
    }
    for (int bin = 0; bin < STEEPNESSES; bin++) {
      starts[bin + 1] += starts[bin];
    }
    int[] pixels = new int[starts[STEEPNESSES]];
    for (int i = 0; i < magnitude.length; i++) {
      if (magnitude[i] > threshold) {
        pixels[starts[STEEPNESSES - 1 - (int) (magnitude[i] * scale)]++] = i;
      }
    }
    return pixels;
  }

  /** The border has no slope, so a neighbour of an edge pixel is always within the picture. */
  private void grow(int seed) {
    float[] magnitude = luma.magnitude();
    float[] gx = luma.gx();
    float[] gy = luma.gy();
    int width = luma.width();
    int size = 0;
    region[size++] = seed;
    taken[seed] = true;
    float x = gx[seed] / magnitude[seed];
    float y = gy[seed] / magnitude[seed];
    float sumX = x;
    float sumY = y;
    for (int next = 0; next < size; next++) {
      int middle = region[next];
      for (int row = middle - width; row <= middle + width; row += width) {
        for (int i = row - 1; i <= row + 1; i++) {
          float m = magnitude[i];
          if (m > threshold && !taken[i] && gx[i] * x + gy[i] * y > SAME_WAY * m) {
            taken[i] = true;
            region[size++] = i;
            sumX += gx[i] / m;
            sumY += gy[i] / m;
            float inverse = 1 / (float) Math.sqrt(sumX * sumX + sumY * sumY);
            x = sumX * inverse;
            y = sumY * inverse;
          }
        }
      }
    }
    if (size >= FEWEST_PIXELS) {
      addIfStraight(size, x, y);
    }
  }

  /**
   * Measures the region in its own directions: across it along (x, y), along it at right angles.
   */
  private void addIfStraight(int size, float x, float y) {
    int width = luma.width();
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    float leastAcross = Float.POSITIVE_INFINITY;
    float mostAcross = Float.NEGATIVE_INFINITY;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < size; i++) {
      sumX += luma.gx()[region[i]];
      sumY += luma.gy()[region[i]];
      int column = region[i] % width;
      int row = region[i] / width;
      float along = row * x - column * y;
      float across = column * x + row * y;
      least = Math.min(least, along);
      most = Math.max(most, along);
      leastAcross = Math.min(leastAcross, across);
      mostAcross = Math.max(mostAcross, across);
    }
    double length = most - least + 1;
    double breadth = mostAcross - leastAcross + 1;
    if (length >= SHORTEST && length >= SLENDER * breadth && size >= FILLED * length * breadth) {
      // Steep pixels tell the direction best.
      double turns = Math.atan2(sumY, sumX) / (Math.PI / 2);
      lengths[(int) ((turns - Math.floor(turns)) * DIRECTIONS) % DIRECTIONS] += length;
    }
  }
}
