package io.boardsift.sift.image;

/** What is sound, and yet not decoded: such photos go to people with the true reason. */
final class NotDecoded {
  private static final int ANIMATION = 0x02;

  private NotDecoded() {}

  /**
   * Refuses what is known not to be decoded.
   *
   * @throws UndecodableException which says what it is
   */
  static void check(ImageFormat format, Bytes bytes) throws UndecodableException {
    switch (format) {
      case JPEG -> checkJpeg(JpegHeader.read(bytes));
      case PNG -> refuse(PngChunks.isAnimated(bytes), "an animated PNG");
      case GIF -> refuse(GifPictures.areSeveral(bytes), "a GIF of several pictures");
      case WEBP ->
          refuse(
              bytes.has(12, "VP8X") && (bytes.u8(20) & ANIMATION) != 0,
              "a WebP of several pictures");
      case TIFF -> TiffPhoto.of(bytes);
      default -> {}
    }
  }

  /** Why a format without a codec has none, and what to do about it. */
  static String reason(ImageFormat format) {
    return switch (format) {
      case WRAPPED_PICTURE ->
          "a photo inside of text or a PDF is not decoded: what uploads it should send the photo's"
              + " own bytes";
      case HEIF, AVIF, JXL ->
          "a file of format %s cannot be decoded: let the camera write JPEG"
              .formatted(format.word());
      default -> "a file of format " + format.word() + " cannot be decoded";
    };
  }

  private static void checkJpeg(JpegHeader header) throws UndecodableException {
    refuse(header.bits() > 8, "a JPEG of %d bits a sample".formatted(header.bits()));
  }

  private static void refuse(boolean isSo, String what) throws UndecodableException {
    if (isSo) {
      throw new UndecodableException(what + " is not decoded");
    }
  }
}
