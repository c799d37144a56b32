package io.boardsift.sift.evidence;

import java.util.Comparator;
import java.util.stream.IntStream;

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
   * Of several thresholds each the share of tiles that count, 0 to 1; NaN for photos too small to
   * say (under some 150 px).
   *
   * @param thresholds above which magnitude a pixel is an edge, 0 to 1.42, in any order
   */
  static double[] shares(Luma luma, double... thresholds) {
    int columns = luma.width() / CELL;
    int rows = luma.height() / CELL;
    int[] lowestFirst =
        IntStream.range(0, thresholds.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> thresholds[i]))
            .mapToInt(i -> i)
            .toArray();
    float[] levels = new float[thresholds.length];
    OrthogonalTiles[] tiles = new OrthogonalTiles[thresholds.length];
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (float) thresholds[lowestFirst[level]];
      tiles[level] = new OrthogonalTiles(columns, rows);
    }
    for (int cell = 0; cell < columns * rows; cell++) {
      addCell(luma, cell, columns, levels, tiles);
    }
    double[] shares = new double[thresholds.length];
    for (int level = 0; level < levels.length; level++) {
      shares[lowestFirst[level]] = tiles[level].share();
    }
    return shares;
  }

  /** Sums over one cell, in one pass for all levels: directions are what takes time. */
  private static void addCell(
      Luma luma, int cell, int columns, float[] levels, OrthogonalTiles[] tiles) {
    float[] magnitude = luma.magnitude();
    float[] gx = luma.gx();
    float[] gy = luma.gy();
    int left = cell % columns * CELL;
    int top = cell / columns * CELL;
    float lowest = levels[0];
    for (int y = top; y < top + CELL; y++) {
      int start = y * luma.width() + left;
      for (int i = start; i < start + CELL; i++) {
        float m = magnitude[i];
        if (m > lowest) {
          float inverse = 1 / m;
          float x = gx[i] * inverse;
          float v = gy[i] * inverse;
          float cos2 = x * x - v * v;
          float sin2 = 2 * x * v;
          float cos4 = cos2 * cos2 - sin2 * sin2;
          float sin4 = 2 * sin2 * cos2;
          int level = 0;
          while (level < levels.length && m > levels[level]) {
            level++;
          }
          tiles[level - 1].add(cell, cos2, sin2, cos4, sin4);
        }
      }
    }
    // An edge at one level is an edge at all lower ones.
    for (int level = levels.length - 2; level >= 0; level--) {
      tiles[level].add(cell, tiles[level + 1]);
    }
  }

  private void add(int cell, float cos2, float sin2, float cos4, float sin4) {
    sums[0][cell]++;
    sums[1][cell] += cos2;
    sums[2][cell] += sin2;
    sums[3][cell] += cos4;
    sums[4][cell] += sin4;
  }

  private void add(int cell, OrthogonalTiles other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i][cell] += other.sums[i][cell];
    }
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
