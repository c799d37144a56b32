package io.boardsift.sift.image;

/**
 * How a photo is shown to people and models: decoded to a size, as a JPEG file. Safe for use by
 * several threads.
 *
 * @param longSide the long side at most, in pixels; smaller photos keep their size
 * @param quality of the JPEG file, 1 to 100; 90 is hard to tell from the original
 */
public record Rendering(int longSide, int quality) {
  public Rendering {
    if (longSide < 1 || quality < 1 || quality > 100) {
      throw new IllegalArgumentException(
          "no rendering: " + longSide + " pixels, quality " + quality);
    }
  }

  /**
   * A photo as people see it: upright, as its camera says which way up it was held.
   *
   * @param file the whole file
   * @throws UndecodableException if it is broken, of a format that cannot be decoded, or beyond a
   *     limit of the decoder
   */
  public byte[] of(byte[] file, PhotoDecoder decoder) throws UndecodableException {
    Raster raster = decoder.decode(file, longSide);
    // The image library turns a TIFF itself, so that only what cameras say of a JPEG is left to do.
    return of(upright(raster, ImageHeader.read(file).exif().orientation()));
  }

  /** A picture that is decoded already, as it lies: it is neither turned nor reduced. */
  public byte[] of(Raster raster) {
    return JpegEncoder.encode(raster, quality);
  }

  /**
   * The picture turned, or mirrored, so that it is upright.
   *
   * @param orientation as {@link Exif#orientation} tells it
   */
  static Raster upright(Raster raster, int orientation) {
    if (orientation == Exif.UPRIGHT) {
      return raster;
    }
    Walk walk = Walk.of(orientation, raster.width(), raster.height());
    boolean isOnItsSide = orientation >= Exif.FIRST_ON_ITS_SIDE;
    int width = isOnItsSide ? raster.height() : raster.width();
    int height = isOnItsSide ? raster.width() : raster.height();
    int[] upright = new int[width * height];
    for (int y = 0; y < height; y++) {
      int from = walk.start() + y * walk.down();
      for (int x = 0; x < width; x++) {
        upright[y * width + x] = raster.rgb()[from];
        from += walk.right();
      }
    }
    return new Raster(width, height, upright);
  }

  /**
   * How to go over a picture's pixels so that they come upright.
   *
   * @param start the number of the pixel that comes to the upper left
   * @param right from a pixel to the one that comes to its right
   * @param down from a pixel to the one that comes below it
   */
  private record Walk(int start, int right, int down) {
    static Walk of(int orientation, int width, int height) {
      int last = width * height - 1;
      int upperRight = width - 1;
      int lowerLeft = last - upperRight;
      return switch (orientation) {
        case 2 -> new Walk(upperRight, -1, width);
        case 3 -> new Walk(last, -1, -width);
        case 4 -> new Walk(lowerLeft, 1, -width);
        case 5 -> new Walk(0, width, 1);
        case 6 -> new Walk(lowerLeft, -width, 1);
        case 7 -> new Walk(last, -width, -1);
        case 8 -> new Walk(upperRight, width, -1);
        default -> throw new IllegalArgumentException("no orientation: " + orientation);
      };
    }
  }
}
