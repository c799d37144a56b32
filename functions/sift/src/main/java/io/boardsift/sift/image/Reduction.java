package io.boardsift.sift.image;

import java.util.Arrays;

/**
 * Makes a picture smaller as its rows come: each pixel of the result is the mean of those it
 * covers, by the share of each that it covers. Not for use by several threads.
 */
final class Reduction {
  private final int width;
  private final int newWidth;
  private final int newHeight;
  private final double columnsPerPixel;
  private final double rowsPerPixel;
  private final double[] across;
  private final double[] sums;
  private final int[] rgb;
  private int row;
  private int newRow;

  private Reduction(int width, int height, int newWidth, int newHeight) {
    this.width = width;
    this.newWidth = newWidth;
    this.newHeight = newHeight;
    this.columnsPerPixel = (double) width / newWidth;
    this.rowsPerPixel = (double) height / newHeight;
    this.across = new double[3 * newWidth];
    this.sums = new double[3 * newWidth];
    this.rgb = new int[newWidth * newHeight];
  }

  /**
   * A reduction, or none where the picture is small enough.
   *
   * @param longSide of the result at most, in pixels
   */
  static Reduction of(int width, int height, int longSide) {
    double scale = Math.min(1, (double) longSide / Math.max(width, height));
    return new Reduction(
        width,
        height,
        Math.max(1, (int) Math.round(width * scale)),
        Math.max(1, (int) Math.round(height * scale)));
  }

  /**
   * Takes the next row.
   *
   * @param colours three for each pixel, 0 to 1
   */
  void add(double[] colours) {
    reduceAcross(colours);
    double top = row;
    double bottom = row + 1.0;
    row++;
    while (newRow < newHeight) {
      double end = (newRow + 1) * rowsPerPixel;
      double share = Math.min(bottom, end) - top;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += share * across[i];
      }
      if (end > bottom + 1e-9) {
        return;
      }
      finishRow();
      top = end;
      if (top >= bottom - 1e-9) {
        return;
      }
    }
  }

  private void reduceAcross(double[] colours) {
    for (int x = 0; x < newWidth; x++) {
      double left = x * columnsPerPixel;
      double right = Math.min(width, (x + 1) * columnsPerPixel);
      for (int colour = 0; colour < 3; colour++) {
        double sum = 0;
        for (int at = (int) left; at < right; at++) {
          double share = Math.min(right, at + 1.0) - Math.max(left, at);
          sum += share * colours[3 * at + colour];
        }
        across[3 * x + colour] = sum / (right - left);
      }
    }
  }

  private void finishRow() {
    for (int x = 0; x < newWidth; x++) {
      int pixel = 0;
      for (int colour = 0; colour < 3; colour++) {
        long tone = Math.round(255 * sums[3 * x + colour] / rowsPerPixel);
        pixel = pixel << 8 | Math.clamp(tone, 0, 255);
      }
      rgb[newRow * newWidth + x] = pixel;
    }
    Arrays.fill(sums, 0);
    newRow++;
  }

  /** The picture, once all rows have come. */
  Raster raster() {
    return new Raster(newWidth, newHeight, rgb);
  }
}
