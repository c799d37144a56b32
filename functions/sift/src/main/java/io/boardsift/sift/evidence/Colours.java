package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;

/**
 * A photo's colours.
 *
 * @param variety distinct colours over pixels, above 0 to 1
 * @param amber share of clearly yellow to amber pixels, 0 to 1
 * @param foliage share of clearly yellow-green pixels, 0 to 1
 */
record Colours(double variety, double amber, double foliage) {
  private static final double AMBER_FROM = 45;
  private static final double AMBER_TO = 70;
  private static final double FOLIAGE_FROM = 60;
  private static final double FOLIAGE_TO = 110;
  private static final int CLEAR = Math.round(0.12f * 255);

  static Colours of(Raster raster) {
    int[] rgb = raster.rgb();
    long[] seen = new long[1 << 18];
    int distinct = 0;
    int amber = 0;
    int foliage = 0;
    for (int pixel : rgb) {
      int word = pixel >>> 6;
      long bit = 1L << pixel;
      if ((seen[word] & bit) == 0) {
        seen[word] |= bit;
        distinct++;
      }
      double hue = hueUpToGreen(pixel);
      if (hue >= AMBER_FROM && hue <= AMBER_TO) {
        amber++;
      }
      if (hue >= FOLIAGE_FROM && hue <= FOLIAGE_TO) {
        foliage++;
      }
    }
    double pixels = rgb.length;
    return new Colours(distinct / pixels, amber / pixels, foliage / pixels);
  }

  /**
   * The hue in degrees (red is 0, yellow 60, green 120) of clear colours in which blue is weakest;
   * -1 for all others.
   */
  private static double hueUpToGreen(int pixel) {
    int red = pixel >> 16 & 255;
    int green = pixel >> 8 & 255;
    int blue = pixel & 255;
    int max = Math.max(red, Math.max(green, blue));
    int chroma = max - Math.min(red, Math.min(green, blue));
    if (chroma <= CLEAR || blue >= red || blue >= green) {
      return -1;
    }
    return max == red ? 60.0 * (green - blue) / chroma : 120 + 60.0 * (blue - red) / chroma;
  }
}
