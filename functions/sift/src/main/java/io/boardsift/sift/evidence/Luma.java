package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;

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

  static Luma of(Raster raster) {
    int width = raster.width();
    int height = raster.height();
    int[] rgb = raster.rgb();
    float[] luma = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = rgb[i];
      luma[i] =
          (0.299f * (pixel >> 16 & 255) + 0.587f * (pixel >> 8 & 255) + 0.114f * (pixel & 255))
              / 255f;
    }
    return withSlopes(width, height, luma);
  }

  private static Luma withSlopes(int width, int height, float[] luma) {
    float[] gx = new float[luma.length];
    float[] gy = new float[luma.length];
    float[] magnitude = new float[luma.length];
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
    return new Luma(width, height, luma, gx, gy, magnitude);
  }

  /** The same with each pixel the mean of the 3 x 3 around it; the border stays as it is. */
  Luma smoothed() {
    float[] rows = luma.clone();
    for (int i = 1; i < luma.length - 1; i++) {
      rows[i] = luma[i - 1] + luma[i] + luma[i + 1];
    }
    float[] smooth = luma.clone();
    for (int y = 1; y < height - 1; y++) {
      for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
        smooth[i] = (rows[i - width] + rows[i] + rows[i + width]) / 9;
      }
    }
    return withSlopes(width, height, smooth);
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

  int pixels() {
    return luma.length;
  }
}
