package io.boardsift.sift.image;

/**
 * What a file says of itself in its first bytes. Reading never fails: what is not there reads as 0.
 *
 * @param format the format by the first bytes
 * @param width pixels, or 0 where unknown
 * @param height pixels, or 0 where unknown
 * @param exif what the camera wrote, as far as it did
 */
public record ImageHeader(ImageFormat format, int width, int height, Exif exif) {

  /** How much of a file is enough to read its header, in bytes. */
  public static final int LENGTH = 64 * 1024;

  /** Reads the first bytes of a file (or all of them). */
  public static ImageHeader read(byte[] head) {
    Bytes bytes = new Bytes(head);
    ImageFormat format = FormatSniffer.sniff(bytes);
    return switch (format) {
      case JPEG -> {
        JpegHeader jpeg = JpegHeader.read(bytes);
        yield new ImageHeader(format, jpeg.width(), jpeg.height(), jpeg.exif());
      }
      case PNG -> of(format, bytes.u32(16, true), bytes.u32(20, true));
      case GIF -> of(format, bytes.u16(6, false), bytes.u16(8, false));
      case BMP -> bmp(bytes);
      case WEBP -> webp(bytes);
      case TIFF -> tiff(bytes);
      case JP2 -> jp2(bytes);
      case HEIF,
          AVIF,
          JXL,
          PSD,
          WRAPPED_PICTURE,
          EMPTY,
          TEXT,
          HTML,
          SVG,
          PDF,
          ARCHIVE,
          VIDEO,
          SOUND,
          PROGRAM,
          UNKNOWN ->
          of(format, 0, 0);
    };
  }

  /**
   * Whether viewers may show a file otherwise than it is decoded: as empty, where a transparency
   * that nobody meant hides everything; as black, where a sensor used a few of 16 bits, of which
   * they show the upper eight.
   *
   * @param head its first bytes
   */
  public static boolean mayLookOtherwise(byte[] head) {
    Bytes bytes = new Bytes(head);
    return switch (FormatSniffer.sniff(bytes)) {
      case PNG -> PngChunks.bits(bytes) > 8 || PngChunks.isTransparent(bytes);
      case WEBP -> WebpAlpha.isTransparent(bytes);
      case BMP -> BmpCodec.isTransparent(bytes);
      default -> false;
    };
  }

  /** How many pixels, or 0 where unknown. */
  public long pixels() {
    return (long) width * height;
  }

  private static ImageHeader of(ImageFormat format, long width, long height) {
    return new ImageHeader(format, Bytes.side(width), Bytes.side(height), Exif.NONE);
  }

  private static ImageHeader bmp(Bytes bytes) {
    if (bytes.u32(14, false) == 12) {
      return of(ImageFormat.BMP, bytes.u16(18, false), bytes.u16(20, false));
    }
    // A negative height means that the rows run downwards.
    long height = bytes.u32(22, false);
    return of(ImageFormat.BMP, bytes.u32(18, false), Math.abs((int) height));
  }

  /** See https://developers.google.com/speed/webp/docs/riff_container. */
  private static ImageHeader webp(Bytes bytes) {
    ImageFormat webp = ImageFormat.WEBP;
    if (bytes.length() < 30) {
      return of(webp, 0, 0);
    }
    if (bytes.has(12, "VP8X")) {
      return of(
          webp, 1 + (bytes.u32(24, false) & 0xffffff), 1 + (bytes.u32(26, false) >> 8 & 0xffffff));
    }
    if (bytes.has(12, "VP8L")) {
      long bits = bytes.u32(21, false);
      return of(webp, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
    }
    return of(webp, bytes.u16(26, false) & 0x3fff, bytes.u16(28, false) & 0x3fff);
  }

  /** Of the picture that is the photo; none where the first bytes do not tell which that is. */
  private static ImageHeader tiff(Bytes bytes) {
    return TiffPhoto.ofHead(bytes)
        .map(photo -> of(ImageFormat.TIFF, photo.width(), photo.height()))
        .orElse(of(ImageFormat.TIFF, 0, 0));
  }

  private static ImageHeader jp2(Bytes bytes) {
    if (bytes.u8(0) == 0xff) {
      return jp2Codestream(bytes);
    }
    for (int at = 12; at < bytes.length() - 8; at++) {
      if (bytes.has(at, "ihdr")) {
        return of(ImageFormat.JP2, bytes.u32(at + 8, true), bytes.u32(at + 4, true));
      }
    }
    return of(ImageFormat.JP2, 0, 0);
  }

  /** SIZ marker: image size less its offset. */
  private static ImageHeader jp2Codestream(Bytes bytes) {
    return of(
        ImageFormat.JP2,
        bytes.u32(8, true) - bytes.u32(16, true),
        bytes.u32(12, true) - bytes.u32(20, true));
  }
}
