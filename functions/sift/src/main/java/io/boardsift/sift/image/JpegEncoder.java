package io.boardsift.sift.image;

import java.lang.foreign.MemorySegment;
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
    MemorySegment pix = Pix.of(raster);
    try {
      byte[] file = Leptonica.jpeg(pix, quality);
      if (file == null) {
        throw new IllegalStateException("the image library cannot write this picture");
      }
      return file;
    } finally {
      Leptonica.destroy(pix);
    }
  }
}
