package io.boardsift.sift.evidence;

/**
 * How much of a photo is fine structure in two perpendicular directions, as traces, pads and chips
 * are: the most telling plain measure of a circuit board.
 *
 * <p>The photo is cut into tiles of 32 x 32 pixels that overlap by half. A pixel is an edge where
 * the slope's magnitude is above a threshold. A tile counts if at least 20 % of its pixels are
 * edges and their directions θ show two perpendicular ones: |mean e^(i4θ)| above 0.25 (four
 * directions in a cross are one after quadrupling the angle) while |mean e^(i2θ)| is below 0.35
 * (not one direction alone).
 */
final class OrthogonalTiles {
  private static final int CELL = 16;

  /** Fewer say nothing: a board of which one tile is seen could miss it by chance. */
  private static final int FEWEST_TILES = 50;

  private static final double EDGE_SHARE = 0.20;
  private static final double CROSS = 0.25;
  private static final double SINGLE = 0.35;

  /** Per cell: edge pixels, and the sums of cos 2θ, sin 2θ, cos 4θ, sin 4θ over them. */
  private final float[][] sums;

  private final int columns;
  private final int rows;

  private OrthogonalTiles(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.sums = new float[5][columns * rows];
  }

  /**
   * The share of tiles that count, 0 to 1; NaN for photos too small to say (under some 150 px).
   *
   * @param threshold above which magnitude a pixel is an edge, 0 to 1.42
   */
  static double share(Luma luma, double threshold) {
    return shares(luma, threshold, Double.POSITIVE_INFINITY)[0];
  }

  /** The same of two thresholds, in any order: directions are what takes time. */
  static double[] shares(Luma luma, double one, double other) {
    int columns = luma.width() / CELL;
    int rows = luma.height() / CELL;
    OrthogonalTiles low = new OrthogonalTiles(columns, rows);
    OrthogonalTiles high = new OrthogonalTiles(columns, rows);
    float lowest = (float) Math.min(one, other);
    float highest = (float) Math.max(one, other);
    for (int cell = 0; cell < columns * rows; cell++) {
      addCell(luma, cell, lowest, highest, low, high);
    }
    return one <= other
        ? new double[] {low.share(), high.share()}
        : new double[] {high.share(), low.share()};
  }

  /** Sums over one cell: in variables, as those in arrays wait for one another. */
  private static void addCell(
      Luma luma, int cell, float lowest, float highest, OrthogonalTiles low, OrthogonalTiles high) {
    float[] magnitude = luma.magnitude();
    float[] gx = luma.gx();
    float[] gy = luma.gy();
    int width = luma.width();
    int start = cell / low.columns * CELL * width + cell % low.columns * CELL;
    int edges = 0;
    float cos2s = 0;
    float sin2s = 0;
    float cos4s = 0;
    float sin4s = 0;
    int highEdges = 0;
    float highCos2s = 0;
    float highSin2s = 0;
    float highCos4s = 0;
    float highSin4s = 0;
    for (int line = start; line < start + CELL * width; line += width) {
      for (int i = line; i < line + CELL; i++) {
        float m = magnitude[i];
        if (m > lowest) {
          float inverse = 1 / m;
          float x = gx[i] * inverse;
          float v = gy[i] * inverse;
          float cos2 = x * x - v * v;
          float sin2 = 2 * x * v;
          float cos4 = cos2 * cos2 - sin2 * sin2;
          float sin4 = 2 * sin2 * cos2;
          if (m > highest) {
            highEdges++;
            highCos2s += cos2;
            highSin2s += sin2;
            highCos4s += cos4;
            highSin4s += sin4;
          } else {
            edges++;
            cos2s += cos2;
            sin2s += sin2;
            cos4s += cos4;
            sin4s += sin4;
          }
        }
      }
    }
    high.set(cell, highEdges, highCos2s, highSin2s, highCos4s, highSin4s);
    // An edge at the high level is one at the low level.
    low.set(
        cell,
        edges + highEdges,
        cos2s + highCos2s,
        sin2s + highSin2s,
        cos4s + highCos4s,
        sin4s + highSin4s);
  }

  private void set(int cell, int edges, float cos2, float sin2, float cos4, float sin4) {
    sums[0][cell] = edges;
    sums[1][cell] = cos2;
    sums[2][cell] = sin2;
    sums[3][cell] = cos4;
    sums[4][cell] = sin4;
  }

  private double share() {
    int tiles = 0;
    int counting = 0;
    for (int row = 0; row + 1 < rows; row++) {
      for (int column = 0; column + 1 < columns; column++) {
        tiles++;
        if (counts(row * columns + column)) {
          counting++;
        }
      }
    }
    return tiles < FEWEST_TILES ? Double.NaN : (double) counting / tiles;
  }

  private boolean counts(int cell) {
    double edges = tile(0, cell);
    if (edges < EDGE_SHARE * 4 * CELL * CELL) {
      return false;
    }
    double single = Math.hypot(tile(1, cell), tile(2, cell)) / edges;
    double cross = Math.hypot(tile(3, cell), tile(4, cell)) / edges;
    return cross > CROSS && single < SINGLE;
  }

  /** A tile is two by two cells. */
  private float tile(int sum, int cell) {
    float[] of = sums[sum];
    return of[cell] + of[cell + 1] + of[cell + columns] + of[cell + columns + 1];
  }
}
