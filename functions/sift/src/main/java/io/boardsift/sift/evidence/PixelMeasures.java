package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;

/** What a photo's pixels tell, as measures. */
public final class PixelMeasures {
  /** The largest magnitude of Sobel's operator over 4 on values of 0 to 1. */
  private static final double MAX_SLOPE = Math.sqrt(2);

  private static final double EDGE = 0.12;
  private static final double SMOOTH = 0.03;
  private static final double FAINT = 0.02;
  private static final int SQUARE = 16;

  private PixelMeasures() {}

  /** The given evidence and all that this picture tells. */
  public static Evidence measure(Raster raster, Evidence before) {
    Luma luma = Luma.of(raster);
    Distribution brightness = new Distribution(luma.luma(), 1);
    Distribution slopes = new Distribution(luma.magnitude(), MAX_SLOPE);
    Colours colours = Colours.of(raster);
    double steep = slopes.quantile(0.99);
    double[] tiles = OrthogonalTiles.shares(luma, Math.max(SMOOTH, 0.25 * steep), EDGE);
    Luma smoothed = luma.smoothed();
    Distribution smoothedSlopes = new Distribution(smoothed.magnitude(), MAX_SLOPE);
    double outline = Math.max(SMOOTH, 0.4 * smoothedSlopes.quantile(0.99));
    double contrast = range(brightness);
    return before
        .with(Measures.BRIGHTNESS, brightness.mean())
        .with(Measures.CONTRAST, contrast)
        .with(Measures.BROAD_CONTRAST, range(new Distribution(luma.squares(SQUARE), 1)))
        .with(Measures.CRISPNESS, smoothedSlopes.quantile(0.995) / contrast)
        .with(Measures.SHARPNESS, slopes.quantile(0.995))
        .with(Measures.EDGES, shareAbove(luma.magnitude(), EDGE))
        .with(Measures.ORTHOGONAL_TILES, tiles[0])
        .with(Measures.ORTHOGONAL_EDGES, tiles[1])
        .with(Measures.ORTHOGONAL_OUTLINES, OrthogonalTiles.shares(smoothed, outline)[0])
        .with(
            Measures.PERPENDICULAR_LINES,
            StraightEdges.perpendicularShare(luma, Math.max(FAINT, 0.2 * steep)))
        .with(Measures.COLOUR_VARIETY, colours.variety())
        .with(Measures.AMBER, colours.amber())
        .with(Measures.FOLIAGE, colours.foliage())
        .with(Measures.SKY, sky(raster, luma));
  }

  private static double range(Distribution tones) {
    return tones.quantile(0.99) - tones.quantile(0.01);
  }

  private static double shareAbove(float[] values, double threshold) {
    int above = 0;
    for (float value : values) {
      if (value > threshold) {
        above++;
      }
    }
    return (double) above / values.length;
  }

  /** Smooth, bright and not warm, in the upper half: share of that half. */
  private static double sky(Raster raster, Luma luma) {
    int upper = Math.max(1, raster.height() / 2) * raster.width();
    int sky = 0;
    for (int i = 0; i < upper; i++) {
      int pixel = raster.rgb()[i];
      int red = pixel >> 16 & 255;
      int blue = pixel & 255;
      if (luma.magnitude()[i] < SMOOTH && luma.luma()[i] > 0.4f && blue > red + 12) {
        sky++;
      }
    }
    return (double) sky / upper;
  }
}
