package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How much contrast there is in each of {@value #SIDE} x {@value #SIDE} tiles of a photo, against
 * the tile's own brightness. A {@link PerceptualHash} tells what stands out in the photo as a
 * whole, and bright rails can outweigh a dark board in it; here each tile speaks for itself, and
 * two photos differ by as much as the tile in which they differ most.
 *
 * <p>A tile's contrast is the standard deviation of the brightness in it over its mean, which stays
 * the same in more light and in less. Tiles overlap: a pixel counts for the tiles around it by how
 * near their middles are, so that nothing changes by leaps when the camera moves a little.
 */
public final class TileContrasts {
  /** How many tiles there are across, and down. */
  private static final int SIDE = 16;

  /** How many tiles there are: letters as text, bytes in a stored memory. */
  static final int TILES = SIDE * SIDE;

  /** The greatest level of contrast, and so the greatest difference. */
  public static final int MOST = 63;

  /** The levels, a letter each, as in Base64 for addresses. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** Each tile's middle is as wide as two cells, and it reaches one cell farther on each side. */
  private static final int CELLS = 2 * SIDE;

  /** What the four cells in a row of a tile count for. */
  private static final int[] WEIGHTS = {1, 3, 3, 1};

  /** Added to the mean brightness, 0 to 1: what there is in the dark is the sensor's noise. */
  private static final double DARK = 0.02;

  /** Contrasts up to this are told apart by their differences, above it by their ratios. */
  private static final double FAINT = 0.1;

  /** So many levels are the contrasts that differ by a factor of e. */
  private static final double LEVELS = 16;

  private final byte[] levels;

  private TileContrasts(byte[] levels) {
    this.levels = levels;
  }

  /**
   * Takes them of a photo.
   *
   * @param luma brightness of each pixel, 0 to 1, row by row
   */
  public static TileContrasts of(int width, int height, float[] luma) {
    double[] means = new double[CELLS * CELLS];
    double[] squares = new double[CELLS * CELLS];
    for (int cell = 0; cell < CELLS * CELLS; cell++) {
      int row = cell / CELLS;
      int column = cell % CELLS;
      int top = row * height / CELLS;
      int bottom = Math.max(top + 1, (row + 1) * height / CELLS);
      int left = column * width / CELLS;
      int right = Math.max(left + 1, (column + 1) * width / CELLS);
      double sum = 0;
      double sumOfSquares = 0;
      for (int y = top; y < bottom; y++) {
        for (int i = y * width + left; i < y * width + right; i++) {
          sum += luma[i];
          sumOfSquares += luma[i] * luma[i];
        }
      }
      int pixels = (right - left) * (bottom - top);
      means[cell] = sum / pixels;
      squares[cell] = sumOfSquares / pixels;
    }
    byte[] levels = new byte[TILES];
    for (int tile = 0; tile < TILES; tile++) {
      double mean = ofTile(tile, means);
      double variance = Math.max(0, ofTile(tile, squares) - mean * mean);
      levels[tile] = level(Math.sqrt(variance) / (mean + DARK));
    }
    return new TileContrasts(levels);
  }

  /** The mean of a tile's cells; those beyond the border are taken to be as those along it. */
  private static double ofTile(int tile, double[] cells) {
    double sum = 0;
    int weights = 0;
    for (int down = 0; down < WEIGHTS.length; down++) {
      int row = Math.clamp(2 * (tile / SIDE) + down - 1, 0, CELLS - 1);
      for (int across = 0; across < WEIGHTS.length; across++) {
        int column = Math.clamp(2 * (tile % SIDE) + across - 1, 0, CELLS - 1);
        int weight = WEIGHTS[down] * WEIGHTS[across];
        sum += weight * cells[row * CELLS + column];
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static byte level(double contrast) {
    return (byte) Math.min(MOST, Math.round(LEVELS * Math.log1p(contrast / FAINT)));
  }

  /** By how many levels the tile differs that differs most: 0 to {@value #MOST}. */
  public int difference(TileContrasts other) {
    int most = 0;
    for (int tile = 0; tile < TILES; tile++) {
      most = Math.max(most, Math.abs(levels[tile] - other.levels[tile]));
    }
    return most;
  }

  /** A level for each tile, 0 to {@value #MOST}, row by row; a copy. */
  byte[] toBytes() {
    return levels.clone();
  }

  /** Reads what {@link #toBytes} gave; empty if it is anything else. */
  static Optional<TileContrasts> of(byte[] levels) {
    boolean isWhole = levels.length == TILES;
    for (byte level : levels) {
      isWhole &= level >= 0 && level <= MOST;
    }
    return isWhole ? Optional.of(new TileContrasts(levels.clone())) : Optional.empty();
  }

  /** A letter for each tile, row by row. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(TILES);
    for (byte level : levels) {
      text.append(LETTERS.charAt(level));
    }
    return text.toString();
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<TileContrasts> parse(String text) {
    String letters = Objects.requireNonNullElse(text, "");
    byte[] levels = new byte[letters.length()];
    for (int tile = 0; tile < levels.length; tile++) {
      // A letter that is not one gives -1, which is no level.
      levels[tile] = (byte) LETTERS.indexOf(letters.charAt(tile));
    }
    return of(levels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TileContrasts contrasts && Arrays.equals(levels, contrasts.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels);
  }
}
