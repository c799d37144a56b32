package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What a photo looks like in {@value #BITS} bits: photos that look alike have prints that differ in
 * few bits, photos that have nothing in common in about half of them.
 *
 * <p>It is the PDQ hash, taken not of the brightness but of its slopes: of each slope only what
 * exceeds {@value #NOISE}, reduced to 64 x 64 by the mean of each cell (where PDQ samples a tent
 * filter). Of the discrete cosine transform (DCT-II) of these the coefficients of 1 to 16 half
 * periods, across and down, each give one bit: whether it is above their median. So a change of
 * light changes few bits, and a small board on a large bench, whose brightness changes little but
 * which is full of edges, changes many.
 *
 * @param a bits 0 to 63, the lowest vertical frequencies
 * @param b bits 64 to 127
 * @param c bits 128 to 191
 * @param d bits 192 to 255
 * @see <a href="https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf">The
 *     TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm</a>
 */
public record PerceptualHash(long a, long b, long c, long d) {
  public static final int BITS = 256;

  /** Slopes up to this are the sensor's and the compression's. */
  private static final float NOISE = 0.05f;

  /** The share of pixels on an edge below which a photo has no print. */
  private static final double LEAST_EDGES = 0.001;

  private static final int CELLS = 64;
  private static final int FREQUENCIES = 16;

  /** By cell and then by frequency, so that the innermost loops run over neighbours. */
  private static final double[][] COSINES = cosines();

  private static double[][] cosines() {
    double[][] cosines = new double[CELLS][FREQUENCIES];
    for (int i = 0; i < CELLS; i++) {
      for (int f = 0; f < FREQUENCIES; f++) {
        cosines[i][f] = Math.cos(Math.PI / (2 * CELLS) * (f + 1) * (2 * i + 1));
      }
    }
    return cosines;
  }

  /**
   * The print of a photo; empty where it has next to no edges, as then all such photos would look
   * the same.
   *
   * @param slopes how steeply the brightness (0 to 1) changes at each pixel, by Sobel's operator
   *     over 4, row by row
   */
  public static Optional<PerceptualHash> of(int width, int height, float[] slopes) {
    int noise = Float.floatToRawIntBits(NOISE);
    int edges = 0;
    for (float slope : slopes) {
      // 1 where the slope is above: numbers of 0 or more are in the order of their bits.
      edges += (noise - Float.floatToRawIntBits(slope)) >>> 31;
    }
    return edges < LEAST_EDGES * slopes.length
        ? Optional.empty()
        : Optional.of(of(transform(Cells.means(width, height, slopes, NOISE, CELLS))));
  }

  private static PerceptualHash of(double[] coefficients) {
    double[] sorted = coefficients.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2 - 1];
    long[] words = new long[BITS / 64];
    for (int bit = 0; bit < BITS; bit++) {
      if (coefficients[bit] > median) {
        words[bit / 64] |= 1L << bit;
      }
    }
    return new PerceptualHash(words[0], words[1], words[2], words[3]);
  }

  private static double[] transform(double[][] cells) {
    double[] both = new double[BITS];
    for (int row = 0; row < CELLS; row++) {
      double[] across = new double[FREQUENCIES];
      for (int i = 0; i < CELLS; i++) {
        add(cells[row][i], COSINES[i], across, 0);
      }
      for (int down = 0; down < FREQUENCIES; down++) {
        add(COSINES[row][down], across, both, down * FREQUENCIES);
      }
    }
    return both;
  }

  private static void add(double times, double[] values, double[] sums, int from) {
    for (int f = 0; f < FREQUENCIES; f++) {
      sums[from + f] += times * values[f];
    }
  }

  /** In how many bits two prints differ: 0 to {@value #BITS}. */
  public int distance(PerceptualHash other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  /** 64 hex digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
  }

  /** Reads what {@link #toString} wrote; empty if it is anything else. */
  public static Optional<PerceptualHash> parse(String text) {
    if (!Objects.requireNonNullElse(text, "").matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    long[] words = new long[BITS / 64];
    for (int i = 0; i < words.length; i++) {
      words[i] = HexFormat.fromHexDigitsToLong(text, i * 16, i * 16 + 16);
    }
    return Optional.of(new PerceptualHash(words[0], words[1], words[2], words[3]));
  }
}
