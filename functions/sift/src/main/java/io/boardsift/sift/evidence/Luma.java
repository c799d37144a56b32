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
    float[] gx = new float[rgb.length];
    float[] gy = new float[rgb.length];
    float[] magnitude = new float[rgb.length];
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

  int pixels() {
    return luma.length;
  }
}
