package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;
import io.boardsift.sift.memory.Print;

/** What a photo's pixels tell, as measures. */
public final class PixelMeasures {
  /** The largest magnitude of Sobel's operator over 4 on values of 0 to 1. */
  private static final double MAX_SLOPE = Math.sqrt(2);

  private static final double EDGE = 0.12;
  private static final double SMOOTH = 0.03;

  private PixelMeasures() {}

  /** The given evidence and all that this picture tells. */
  public static Evidence measure(Raster raster, Evidence before) {
    Luma luma = Luma.of(raster);
    Distribution brightness = new Distribution(luma.luma(), 1);
    Distribution slopes = new Distribution(luma.magnitude(), MAX_SLOPE);
    Colours colours = Colours.of(raster);
    double adaptiveEdge = Math.max(SMOOTH, 0.25 * slopes.quantile(0.99));
    boolean isAdaptedLower = adaptiveEdge < EDGE;
    double[] tiles =
        OrthogonalTiles.shares(luma, Math.min(adaptiveEdge, EDGE), Math.max(adaptiveEdge, EDGE));
    Evidence evidence =
        before
            .with(Measures.BRIGHTNESS, brightness.mean())
            .with(Measures.CONTRAST, brightness.quantile(0.99) - brightness.quantile(0.01))
            .with(Measures.SHARPNESS, slopes.quantile(0.995))
            .with(Measures.EDGES, shareAbove(luma.magnitude(), EDGE))
            .with(Measures.ORTHOGONAL_TILES, tiles[isAdaptedLower ? 0 : 1])
            .with(Measures.ORTHOGONAL_EDGES, tiles[isAdaptedLower ? 1 : 0])
            .with(Measures.COLOUR_VARIETY, colours.variety())
            .with(Measures.AMBER, colours.amber())
            .with(Measures.SKY, sky(raster, luma));
    return Print.of(luma.width(), luma.height(), luma.magnitude())
        .map(print -> evidence.with(Measures.PRINT, print.toString()))
        .orElse(evidence);
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
