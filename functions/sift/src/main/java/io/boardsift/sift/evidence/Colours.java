package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;

/** A photo's colours: how many there are, and where on the colour circle. */
final class Colours {
  /** The chroma (largest less smallest of red, green and blue) above which a hue is clear. */
  static final double CLEAR = 0.12;

  private static final int CLEAR_OF_255 = (int) Math.round(CLEAR * 255);
  private static final int CIRCLE = 360;

  /** Clear pixels by hue: at 2 d those of exactly d degrees, at 2 d + 1 those up to d + 1. */
  private final int[] hues = new int[2 * CIRCLE];

  private final double pixels;
  private final int distinct;

  private Colours(int[] rgb, long[] seen) {
    int different = 0;
    for (int pixel : rgb) {
      int word = pixel >>> 6;
      long before = seen[word];
      seen[word] = before | (1L << pixel);
      different += (int) ((~before >>> pixel) & 1);
      double hue = hue(pixel);
      if (hue >= 0) {
        int degrees = (int) hue;
        hues[hue == degrees ? 2 * degrees : 2 * degrees + 1]++;
      }
    }
    pixels = rgb.length;
    distinct = different;
  }

  /**
   * Counts a photo's colours.
   *
   * @param seen a bit for each of the 2^24 colours, none of them set
   */
  static Colours of(Raster raster, long[] seen) {
    return new Colours(raster.rgb(), seen);
  }

  /** Distinct colours over pixels, above 0 to 1. */
  double variety() {
    return distinct / pixels;
  }

  /**
   * The share of pixels that are clearly of a hue in a band, 0 to 1.
   *
   * @param from degrees, 0 to 359
   * @param to degrees likewise, included; below {@code from} for a band across red
   */
  double share(int from, int to) {
    int end = 2 * (to < from ? to + CIRCLE : to);
    int within = 0;
    for (int i = 2 * from; i <= end; i++) {
      within += hues[i % hues.length];
    }
    return within / pixels;
  }

  /** The hue in degrees: red is 0, green 120, blue 240, below 360; -1 where it is not clear. */
  static double hue(int pixel) {
    int red = pixel >> 16 & 255;
    int green = pixel >> 8 & 255;
    int blue = pixel & 255;
    int max = Math.max(red, Math.max(green, blue));
    int chroma = max - Math.min(red, Math.min(green, blue));
    if (chroma <= CLEAR_OF_255) {
      return -1;
    }
    if (max == red) {
      double hue = 60.0 * (green - blue) / chroma;
      return hue < 0 ? hue + CIRCLE : hue;
    }
    return max == green ? 120 + 60.0 * (blue - red) / chroma : 240 + 60.0 * (red - green) / chroma;
  }
}
