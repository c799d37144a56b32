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

  /** The magnitude of pixels that are edges and in no region yet; else 0. */
  private final float[] free;

  private final int[] region;
  private final int[] candidates;

  /** Length of straight edges in px by their direction, modulo 90°. */
  private final double[] lengths = new double[DIRECTIONS];

  private StraightEdges(Luma luma, float threshold, Workspace workspace) {
    this.luma = luma;
    this.threshold = threshold;
    this.free = workspace.values(luma.pixels());
    this.region = workspace.region(luma.pixels());
    this.candidates = workspace.candidates(luma.pixels());
  }

  /**
   * The share of all straight edges, by length, in the two perpendicular directions that hold most
   * of them: 0.1 where they point everywhere, 1 where all are parallel or perpendicular; NaN where
   * there are none.
   *
   * @param threshold above which magnitude a pixel is an edge, above 0
   */
  static double perpendicularShare(Luma luma, double threshold, Workspace workspace) {
    StraightEdges edges = new StraightEdges(luma, (float) threshold, workspace);
    int count = edges.steepestFirst();
    for (int i = 0; i < count; i++) {
      int seed = edges.candidates[i];
      if (edges.free[seed] > 0) {
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

  /**
   * Sorts the edge pixels into bins by magnitude, the steepest first: into {@link #candidates}.
   *
   * @return how many there are
   */
  private int steepestFirst() {
    float[] magnitude = luma.magnitude();
    int[] edges = region;
    int count = 0;
    float most = threshold;
    for (int i = 0; i < magnitude.length; i++) {
      float m = magnitude[i];
      boolean isEdge = m > threshold;
      free[i] = isEdge ? m : 0;
      edges[count] = i;
      count += isEdge ? 1 : 0;
      most = Math.max(most, m);
    }
    float scale = (STEEPNESSES - 1) / most;
    int[] starts = new int[STEEPNESSES + 1];
    for (int i = 0; i < count; i++) {
      starts[STEEPNESSES - (int) (magnitude[edges[i]] * scale)]++;
    }
    for (int bin = 0; bin < STEEPNESSES; bin++) {
      starts[bin + 1] += starts[bin];
    }
    for (int i = 0; i < count; i++) {
      int pixel = edges[i];
      candidates[starts[STEEPNESSES - 1 - (int) (magnitude[pixel] * scale)]++] = pixel;
    }
    return count;
  }

  /** The border has no slope, so a neighbour of an edge pixel is always within the picture. */
  private void grow(int seed) {
    float[] gx = luma.gx();
    float[] gy = luma.gy();
    int width = luma.width();
    int size = 0;
    region[size++] = seed;
    float x = gx[seed] / free[seed];
    float y = gy[seed] / free[seed];
    free[seed] = 0;
    float sumX = x;
    float sumY = y;
    for (int next = 0; next < size; next++) {
      int middle = region[next];
      for (int row = middle - width; row <= middle + width; row += width) {
        for (int i = row - 1; i <= row + 1; i++) {
          float m = free[i];
          if (m > 0 && gx[i] * x + gy[i] * y > SAME_WAY * m) {
            free[i] = 0;
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
    for (int i = 0; i < size; i++) {
      int row = region[i] / width;
      int column = region[i] - row * width;
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
      lengths[direction(size)] += length;
    }
  }

  /** That of the region; steep pixels tell it best. */
  private int direction(int size) {
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < size; i++) {
      sumX += luma.gx()[region[i]];
      sumY += luma.gy()[region[i]];
    }
    double turns = Math.atan2(sumY, sumX) / (Math.PI / 2);
    return (int) ((turns - Math.floor(turns)) * DIRECTIONS) % DIRECTIONS;
  }
}
