package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import java.util.Random;

/**
 * A photo to make harder copies of.
 *
 * @param whole as it is measured
 * @param large the same up to four times as wide and high, so that a quarter by a quarter of it is
 *     as large as a photo that is measured
 */
public record DecodedPhoto(Raster whole, Raster large) {
  private static final int QUARTERS = 4;

  /** On fewer pixels nothing can be told of tiles and lines. */
  private static final int FEWEST = 192;

  /**
   * Decodes a photo.
   *
   * @param file the whole file
   * @throws UndecodableException if it cannot be measured, either
   */
  public static DecodedPhoto of(PhotoDecoder decoder, byte[] file) throws UndecodableException {
    Raster whole = decoder.decode(file);
    return new DecodedPhoto(whole, large(decoder, file, whole));
  }

  /** What is too large to be decoded in detail is taken as it is measured. */
  private static Raster large(PhotoDecoder decoder, byte[] file, Raster whole) {
    try {
      return decoder.decode(file, QUARTERS * PhotoDecoder.LONG_SIDE);
    } catch (UndecodableException e) {
      return whole;
    }
  }

  /** A quarter by a quarter of it, near the middle. */
  Raster closeUp(Random random) {
    return closeUp(random.nextDouble(0.3, 0.7), random.nextDouble(0.35, 0.65));
  }

  /**
   * A quarter by a quarter of it, but no less than {@value #FEWEST} pixels either way.
   *
   * @param x where its middle lies, 0 (left) to 1
   * @param y likewise, 0 (top) to 1
   */
  Raster closeUp(double x, double y) {
    return cut(x, y, side(large.width()), side(large.height()));
  }

  /** Some 15 to 30 % of its area, anywhere, reduced as a whole photo is. */
  Raster part(Random random) {
    double share = Math.sqrt(random.nextDouble(0.15, 0.3));
    Raster part =
        cut(
            random.nextDouble(),
            random.nextDouble(),
            (int) Math.ceil(share * large.width()),
            (int) Math.ceil(share * large.height()));
    double scale = (double) PhotoDecoder.LONG_SIDE / Math.max(part.width(), part.height());
    return scale < 1 ? Canvas.of(part, scale).raster() : part;
  }

  private Raster cut(double x, double y, int width, int height) {
    int left = corner(x, large.width(), width);
    int top = corner(y, large.height(), height);
    int[] rgb = new int[width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(large.rgb(), (top + row) * large.width() + left, rgb, row * width, width);
    }
    return new Raster(width, height, rgb);
  }

  private static int side(int of) {
    return Math.max(Math.min(FEWEST, of), of / QUARTERS);
  }

  private static int corner(double middle, int of, int side) {
    return Math.clamp(Math.round(middle * of - side / 2.0), 0, of - side);
  }
}
