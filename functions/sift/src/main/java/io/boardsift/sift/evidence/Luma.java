package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;
import java.util.Arrays;

/**
 * A photo's brightness and its edges.
 *
 * @param width pixels
 * @param height pixels
 * @param luma brightness of each pixel, 0 (black) to 1 (white), by ITU-R BT.601
 * @param gx horizontal slope by Sobel's operator over 4, -1 to 1; 0 along the border
 * @param gy vertical slope likewise
 * @param magnitude length of the slope, 0 to 1.42
 */
record Luma(int width, int height, float[] luma, float[] gx, float[] gy, float[] magnitude) {

  static final Luma EMPTY = sized(0, 0);

  private static Luma sized(int width, int height) {
    int pixels = width * height;
    return new Luma(
        width, height, new float[pixels], new float[pixels], new float[pixels], new float[pixels]);
  }

  /**
   * Room for a picture of this size: in the same arrays, if it has as many pixels, else in new
   * ones. No array is longer than the picture, so that nothing of another one is taken for it.
   */
  Luma resized(int newWidth, int newHeight) {
    return newWidth * newHeight == pixels()
        ? new Luma(newWidth, newHeight, luma, gx, gy, magnitude)
        : sized(newWidth, newHeight);
  }

  static Luma of(Raster raster) {
    return of(raster, sized(raster.width(), raster.height()));
  }

  /**
   * The same in given room, as large as the picture.
   *
   * @return the room, filled
   */
  static Luma of(Raster raster, Luma room) {
    int[] rgb = raster.rgb();
    float[] luma = room.luma;
    for (int i = 0; i < rgb.length; i++) {
      int pixel = rgb[i];
      luma[i] =
          (0.299f * (pixel >> 16 & 255) + 0.587f * (pixel >> 8 & 255) + 0.114f * (pixel & 255))
              / 255f;
    }
    room.takeSlopes();
    return room;
  }

  /** Of the brightness as it is. */
  private void takeSlopes() {
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        float nw = luma[i - width - 1];
        float ne = luma[i - width + 1];
        float sw = luma[i + width - 1];
        float se = luma[i + width + 1];
        float h = (ne + 2 * luma[i + 1] + se - nw - 2 * luma[i - 1] - sw) / 4;
        float v = (sw + 2 * luma[i + width] + se - nw - 2 * luma[i - width] - ne) / 4;
        gx[i] = h;
        gy[i] = v;
        magnitude[i] = (float) Math.sqrt(h * h + v * v);
      }
    }
    clearBorder(gx);
    clearBorder(gy);
    clearBorder(magnitude);
  }

  private void clearBorder(float[] of) {
    Arrays.fill(of, 0, width, 0);
    Arrays.fill(of, of.length - width, of.length, 0);
    for (int y = 1; y < height; y++) {
      of[y * width] = 0;
      of[y * width - 1] = 0;
    }
  }

  /**
   * The same with each pixel the mean of the 3 x 3 around it; the border stays as it is.
   *
   * @param room as large as this
   * @param rows as long as this or longer; what is in it is lost
   * @return the room, filled
   */
  Luma smoothed(Luma room, float[] rows) {
    for (int i = 1; i < luma.length - 1; i++) {
      rows[i] = luma[i - 1] + luma[i] + luma[i + 1];
    }
    float[] smooth = room.luma;
    System.arraycopy(luma, 0, smooth, 0, luma.length);
    for (int y = 1; y < height - 1; y++) {
      for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
        smooth[i] = (rows[i - width] + rows[i] + rows[i + width]) / 9;
      }
    }
    room.takeSlopes();
    return room;
  }

  /**
   * The mean brightness of squares, 0 to 1; those cut off at the right and lower border are left
   * out unless there are no others.
   *
   * @param side of a square in pixels
   */
  float[] squares(int side) {
    int columns = Math.max(1, width / side);
    int rows = Math.max(1, height / side);
    float[] means = new float[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        means[row * columns + column] = mean(column * side, row * side, side);
      }
    }
    return means;
  }

  private float mean(int left, int top, int side) {
    int right = Math.min(width, left + side);
    int bottom = Math.min(height, top + side);
    float sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += luma[y * width + x];
      }
    }
    return sum / ((right - left) * (bottom - top));
  }

  /**
   * How many pixels have a slope whose length is above a threshold.
   *
   * @param threshold 0 or more
   */
  int steeper(float threshold) {
    // Numbers of 0 or more are in the order of their bits, and to subtract them takes no branch.
    int bits = Float.floatToRawIntBits(threshold);
    int count = 0;
    for (float slope : magnitude) {
      count += (bits - Float.floatToRawIntBits(slope)) >>> 31;
    }
    return count;
  }

  int pixels() {
    return luma.length;
  }
}
