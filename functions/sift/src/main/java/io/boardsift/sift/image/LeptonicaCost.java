package io.boardsift.sift.image;

/** What the image library takes to decode a file. */
final class LeptonicaCost {
  /** A picture of the image library: 32 bits a pixel. */
  static final int PIXEL = 4;

  /** The picture as it was, white behind it, and both together. */
  private static final int LAID_ON_WHITE = 3 * PIXEL;

  private LeptonicaCost() {}

  /**
   * What a file will take.
   *
   * @param reduction 1, 2, 4 or 8: by how much the formats that can are decoded smaller
   * @throws UndecodableException if its structure is not understood
   */
  static DecodingCost of(ImageHeader header, Bytes bytes, int reduction)
      throws UndecodableException {
    long pixels = header.pixels();
    return switch (header.format()) {
      case JPEG -> jpeg(JpegScans.read(bytes, reduction), pixels, reduction);
      case PNG -> flat(pixels, PngChunks.bytesPerPixel(bytes), PngChunks.isTransparent(bytes));
      case WEBP -> flat(pixels, PIXEL, WebpAlpha.isTransparent(bytes));
      case GIF -> flat(pixels, PIXEL, false);
      case BMP -> flat(pixels, PIXEL, bytes.u16(28, false) == 32);
      case TIFF -> TiffPicture.cost(bytes);
      case JP2 -> jp2(header, Jp2Codestream.read(bytes), reduction);
      default -> throw new IllegalArgumentException("the cost of a " + header.format());
    };
  }

  private static DecodingCost jpeg(JpegScans scans, long pixels, int reduction) {
    // In several scans all coefficients are kept until the last one, 16 bits each.
    long coefficients = scans.isSingle() ? 0 : 2 * scans.samples();
    long picture = PIXEL * pixels / ((long) reduction * reduction);
    return new DecodingCost(coefficients + picture, scans.steps());
  }

  private static DecodingCost jp2(ImageHeader header, Jp2Codestream codestream, int reduction)
      throws UndecodableException {
    if (codestream.width() != header.width() || codestream.height() != header.height()) {
      throw new UndecodableException("the file tells two sizes");
    }
    return codestream.cost(reduction);
  }

  /** Rows as read and the picture made of them; the rows are gone when it is laid on white. */
  private static DecodingCost flat(long pixels, int bytesPerPixel, boolean isTransparent) {
    int reading = bytesPerPixel + PIXEL;
    return new DecodingCost(
        pixels * (isTransparent ? Math.max(reading, LAID_ON_WHITE) : reading), pixels);
  }
}
