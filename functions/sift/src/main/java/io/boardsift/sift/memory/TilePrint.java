package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What a photo looks like tile by tile, in {@value #SIDE} x {@value #SIDE} tiles: of each how full
 * of edges and how bright it is. A {@link PerceptualHash} tells what stands out in the photo as a
 * whole, and bright rails can outweigh a dark board in it; here each tile speaks for itself, and
 * two photos differ by as much as the tile in which they differ most.
 *
 * <p>Edges are measured against the tile's own brightness, and brightness against that of the whole
 * photo, so both stay the same in more light and in less. Tiles overlap: a pixel counts for the
 * tiles around it by how near their middles are, so that nothing changes by leaps when the camera
 * moves a little.
 */
public final class TilePrint {
  /** The greatest level, and so the greatest difference. */
  public static final int MOST = 63;

  /** How many tiles there are across, and down. */
  private static final int SIDE = 12;

  private static final int TILES = SIDE * SIDE;

  /** How many levels there are, letters as text and bytes in a stored memory: two for each tile. */
  static final int LEVELS = 2 * TILES;

  /** The levels, a letter each, as in Base64 for addresses. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** A tile reaches over four cells, its middle being between the second and the third. */
  private static final int CELLS = 2 * SIDE;

  /** What the four cells in a row of a tile count for. */
  private static final int[] WEIGHTS = {1, 3, 3, 1};

  /** Slopes up to this are the sensor's and the compression's: a board in the dark has few more. */
  private static final float NOISE = 0.02f;

  /** Added to brightness, 0 to 1: below it there is nothing to see. */
  private static final double DARK = 0.02;

  /** Edges, against brightness, up to which levels are even; beyond, each is as much a ratio. */
  private static final double FEW_EDGES = 0.05;

  /** Levels of edges for a factor of e. */
  private static final double EDGE_LEVELS = 16;

  /** Levels of brightness for a factor of e: light changes a tile's edges more. */
  private static final double BRIGHTNESS_LEVELS = 32;

  /** The level of a tile that is as bright as the photo. */
  private static final int AS_BRIGHT = 32;

  private final byte[] levels;

  private TilePrint(byte[] levels) {
    this.levels = levels;
  }

  /**
   * The print of a photo.
   *
   * @param luma brightness of each pixel, 0 to 1, row by row
   * @param slopes how steeply it changes at each pixel, by Sobel's operator over 4
   */
  public static TilePrint of(int width, int height, float[] luma, float[] slopes) {
    double[] edges = tiles(Cells.means(width, height, slopes, NOISE, CELLS));
    double[] brightness = tiles(Cells.means(width, height, luma, 0, CELLS));
    double[] logarithms = new double[TILES];
    Arrays.setAll(logarithms, tile -> Math.log(brightness[tile] + DARK));
    double ofPhoto = Arrays.stream(logarithms).average().orElseThrow();
    byte[] levels = new byte[LEVELS];
    for (int tile = 0; tile < TILES; tile++) {
      double share = edges[tile] / (brightness[tile] + DARK);
      levels[tile] = level(EDGE_LEVELS * Math.log1p(share / FEW_EDGES));
      levels[TILES + tile] = level(AS_BRIGHT + BRIGHTNESS_LEVELS * (logarithms[tile] - ofPhoto));
    }
    return new TilePrint(levels);
  }

  private static byte level(double level) {
    return (byte) Math.clamp(Math.round(level), 0, MOST);
  }

  /** The weighted mean of each tile's cells; those beyond the border are as those along it. */
  private static double[] tiles(double[][] cells) {
    double[] tiles = new double[TILES];
    for (int tile = 0; tile < TILES; tile++) {
      double sum = 0;
      int weights = 0;
      for (int down = 0; down < WEIGHTS.length; down++) {
        int row = Math.clamp(2 * (tile / SIDE) + down - 1, 0, CELLS - 1);
        for (int across = 0; across < WEIGHTS.length; across++) {
          int column = Math.clamp(2 * (tile % SIDE) + across - 1, 0, CELLS - 1);
          int weight = WEIGHTS[down] * WEIGHTS[across];
          sum += weight * cells[row][column];
          weights += weight;
        }
      }
      tiles[tile] = sum / weights;
    }
    return tiles;
  }

  /** By how many levels the tile differs that differs most: 0 to {@value #MOST}. */
  public int difference(TilePrint other) {
    int most = 0;
    for (int i = 0; i < LEVELS; i++) {
      most = Math.max(most, Math.abs(levels[i] - other.levels[i]));
    }
    return most;
  }

  /** All levels, 0 to {@value #MOST}: of edges row by row, then of brightness; a copy. */
  byte[] toBytes() {
    return levels.clone();
  }

  /** Reads what {@link #toBytes} gave; empty if it is anything else. */
  static Optional<TilePrint> of(byte[] levels) {
    boolean isWhole = levels.length == LEVELS;
    for (byte level : levels) {
      isWhole &= level >= 0 && level <= MOST;
    }
    return isWhole ? Optional.of(new TilePrint(levels.clone())) : Optional.empty();
  }

  /** {@value #LEVELS} letters, one for each level. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(LEVELS);
    for (byte level : levels) {
      text.append(LETTERS.charAt(level));
    }
    return text.toString();
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<TilePrint> parse(String text) {
    String letters = Objects.requireNonNullElse(text, "");
    byte[] levels = new byte[letters.length()];
    for (int i = 0; i < levels.length; i++) {
      // What is no such letter is -1, which is no level.
      levels[i] = (byte) LETTERS.indexOf(letters.charAt(i));
    }
    return of(levels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TilePrint print && Arrays.equals(levels, print.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels);
  }
}
