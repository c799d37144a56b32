package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;

/**
 * A photo's colours.
 *
 * @param variety distinct colours over pixels, above 0 to 1
 * @param amber share of clearly yellow to amber pixels, 0 to 1
 */
record Colours(double variety, double amber) {
  private static final double AMBER_FROM = 45;
  private static final double AMBER_TO = 70;
  private static final int CLEAR = Math.round(0.12f * 255);

  static Colours of(Raster raster) {
    int[] rgb = raster.rgb();
    long[] seen = new long[1 << 18];
    int distinct = 0;
    int amber = 0;
    for (int pixel : rgb) {
      int word = pixel >>> 6;
      long bit = 1L << pixel;
      if ((seen[word] & bit) == 0) {
        seen[word] |= bit;
        distinct++;
      }
      if (isAmber(pixel)) {
        amber++;
      }
    }
    return new Colours((double) distinct / rgb.length, (double) amber / rgb.length);
  }

  /** Hue 45° to 70° (red is 0°, yellow 60°) and chroma above 0.12. */
  private static boolean isAmber(int pixel) {
    int red = pixel >> 16 & 255;
    int green = pixel >> 8 & 255;
    int blue = pixel & 255;
    int max = Math.max(red, Math.max(green, blue));
    int chroma = max - Math.min(red, Math.min(green, blue));
    if (chroma <= CLEAR || blue >= red || blue >= green) {
      return false;
    }
    double hue = max == red ? 60.0 * (green - blue) / chroma : 120 + 60.0 * (blue - red) / chroma;
    return hue >= AMBER_FROM && hue <= AMBER_TO;
  }
}
