package io.boardsift.sift.image;

import java.util.Objects;

/** Writes decoded photos as JPEG files. */
public final class JpegEncoder {
  private JpegEncoder() {}

  /**
   * A JPEG file of a picture.
   *
   * @param quality 1 to 100; 90 is hard to tell from the original
   */
  public static byte[] encode(Raster raster, int quality) {
    Objects.checkIndex(quality - 1, 100);
    Leptonica leptonica = Leptonica.get();
    var pix = leptonica.pix(raster);
    try {
      return leptonica.jpeg(pix, quality);
    } finally {
      leptonica.destroy(pix);
    }
  }
}
