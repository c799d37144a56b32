package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Copies between Java's pictures and the image library's of 32 bits a pixel. */
final class Pix {
  private Pix() {}

  /** A copy in Java's memory. */
  static Raster raster(MemorySegment pix) {
    int width = Leptonica.width(pix);
    int height = Leptonica.height(pix);
    int line = Leptonica.wordsPerLine(pix);
    MemorySegment words = Leptonica.words(pix, (long) line * height);
    int[] rgb = new int[width * height];
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(words, JAVA_INT, 4L * line * y, rgb, y * width, width);
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] >>>= 8; // red, green, blue, alpha from the highest byte down
    }
    return new Raster(width, height, rgb);
  }

  /**
   * The mean of the alpha channel of a picture that has one, 0 (hides all) to 1 (hides nothing).
   */
  static double visible(MemorySegment pix) {
    int width = Leptonica.width(pix);
    int height = Leptonica.height(pix);
    long line = Leptonica.wordsPerLine(pix);
    MemorySegment words = Leptonica.words(pix, line * height);
    long sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sum += words.getAtIndex(JAVA_INT, line * y + x) & 255;
      }
    }
    return sum / 255.0 / ((double) width * height);
  }

  /** A copy in the image library's memory; who gets it destroys it. */
  static MemorySegment of(Raster raster) {
    int[] rgb = raster.rgb();
    MemorySegment pix = present(Leptonica.create(raster.width(), raster.height()));
    MemorySegment words = Leptonica.words(pix, rgb.length); // at this depth lines have no padding
    for (int i = 0; i < rgb.length; i++) {
      words.setAtIndex(JAVA_INT, i, rgb[i] << 8);
    }
    return pix;
  }

  /** The same, where the library made one. */
  static MemorySegment present(MemorySegment pix) {
    if (pix == null) {
      throw new IllegalStateException("the image library has no memory left");
    }
    return pix;
  }
}
