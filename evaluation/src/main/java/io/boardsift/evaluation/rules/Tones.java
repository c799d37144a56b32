package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;
import java.util.Random;

/** A photo's pixels with other tones: three numbers each, 0 to 1 where they can be shown. */
record Tones(int width, int height, double[][] pixels) {

  /** Changes one pixel. */
  interface Change {
    double[] of(double red, double green, double blue);
  }

  /** The brightness of a pixel by ITU-R BT.601, 0 (black) to 1 (white). */
  static double luma(int pixel) {
    return luma((pixel >> 16 & 255) / 255.0, (pixel >> 8 & 255) / 255.0, (pixel & 255) / 255.0);
  }

  static double luma(double red, double green, double blue) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  static Tones each(Raster photo, Change change) {
    double[][] pixels = new double[photo.rgb().length][];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = photo.rgb()[i];
      pixels[i] =
          change.of((pixel >> 16 & 255) / 255.0, (pixel >> 8 & 255) / 255.0, (pixel & 255) / 255.0);
    }
    return new Tones(photo.width(), photo.height(), pixels);
  }

  /**
   * The picture with noise of the normal distribution.
   *
   * @param deviation its standard deviation, where 1 is white less black
   */
  Raster noisy(double deviation, Random random) {
    int[] rgb = new int[pixels.length];
    for (int i = 0; i < rgb.length; i++) {
      for (double tone : pixels[i]) {
        double noise = deviation == 0 ? 0 : deviation * random.nextGaussian();
        rgb[i] = rgb[i] << 8 | Math.clamp(Math.round(255 * (tone + noise)), 0, 255);
      }
    }
    return new Raster(width, height, rgb);
  }
}
