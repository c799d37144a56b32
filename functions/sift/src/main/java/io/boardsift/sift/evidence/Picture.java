package io.boardsift.sift.evidence;

import io.boardsift.sift.image.Raster;
import java.util.function.Consumer;

/**
 * A decoded photo, and what several of its measures share: until the same thread measures the next
 * one, in the same {@link Workspace}.
 */
final class Picture {
  /** The largest magnitude of Sobel's operator over 4 on values of 0 to 1. */
  private static final double MAX_SLOPE = Math.sqrt(2);

  private static final double EDGE = 0.12;
  private static final double SMOOTH = 0.03;
  private static final double FAINT = 0.02;
  private static final int SQUARE = 16;

  private final Raster raster;
  private final Workspace workspace;
  private final Luma luma;
  private final Luma smoothed;
  private final Distribution tones;
  private final Distribution slopes;
  private final Distribution smoothedSlopes;
  private final Colours colours;
  private final double steep;
  private final double[] tiles;

  /**
   * Computes what is shared.
   *
   * @param done is given the name of each part of it when it is done
   */
  Picture(Raster raster, Consumer<String> done) {
    this.raster = raster;
    workspace = Workspace.of(raster);
    int width = raster.width();
    int height = raster.height();
    luma = Luma.of(raster, workspace.luma(width, height));
    done.accept("luma and slopes");
    smoothed =
        luma.smoothed(workspace.smoothed(width, height), workspace.values(raster.rgb().length));
    done.accept("smoothed luma and slopes");
    tones = new Distribution(luma.luma(), 1);
    slopes = new Distribution(luma.magnitude(), MAX_SLOPE);
    smoothedSlopes = new Distribution(smoothed.magnitude(), MAX_SLOPE);
    done.accept("histograms");
    colours = Colours.of(raster, workspace.colours());
    done.accept("colours");
    steep = slopes.quantile(0.99);
    // Both in one run over the pixels.
    tiles = OrthogonalTiles.shares(luma, Math.max(SMOOTH, 0.25 * steep), EDGE);
    done.accept("tiles of edges");
  }

  Luma luma() {
    return luma;
  }

  Colours colours() {
    return colours;
  }

  double brightness() {
    return tones.mean();
  }

  double contrast() {
    return range(tones);
  }

  double twoTones() {
    return tones.parted();
  }

  double broadContrast() {
    return range(new Distribution(luma.squares(SQUARE), 1));
  }

  double crispness() {
    return smoothedSlopes.quantile(0.995) / contrast();
  }

  double sharpness() {
    return slopes.quantile(0.995);
  }

  double edges() {
    return (double) luma.steeper((float) EDGE) / luma.pixels();
  }

  double orthogonalTiles() {
    return tiles[0];
  }

  double orthogonalEdges() {
    return tiles[1];
  }

  double orthogonalOutlines() {
    double outline = Math.max(SMOOTH, 0.4 * smoothedSlopes.quantile(0.99));
    return OrthogonalTiles.share(smoothed, outline);
  }

  double perpendicularLines() {
    return StraightEdges.perpendicularShare(luma, Math.max(FAINT, 0.2 * steep), workspace);
  }

  /** Smooth, bright and not warm, in the upper half: share of that half. */
  double sky() {
    int upper = Math.max(1, raster.height() / 2) * raster.width();
    int[] rgb = raster.rgb();
    float[] brightness = luma.luma();
    float[] slope = luma.magnitude();
    int sky = 0;
    for (int i = 0; i < upper; i++) {
      int red = rgb[i] >> 16 & 255;
      int blue = rgb[i] & 255;
      if (blue > red + 12 && brightness[i] > 0.4f && slope[i] < SMOOTH) {
        sky++;
      }
    }
    return (double) sky / upper;
  }

  private static double range(Distribution values) {
    return values.quantile(0.99) - values.quantile(0.01);
  }
}
