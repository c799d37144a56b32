package io.boardsift.sift.image;

import java.util.OptionalLong;
import javax.imageio.ImageIO;

/**
 * Decodes BMP: plain pixels by the image library, run lengths, bit fields and other headers in
 * Java.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types">Bitmap
 *     header types</a>
 */
final class BmpCodec implements Codec {
  static final Codec INSTANCE = new BmpCodec();

  private static final int PLACE_OF_PIXELS = 10;
  private static final int HEADER_BYTES = 14;
  private static final int PLAIN_HEADER = 40;
  private static final int BITS = 28;
  private static final int COMPRESSION = 30;

  private BmpCodec() {}

  @Override
  public Plan plan(ImageHeader header, Bytes file, int longSide, Limits limits)
      throws UndecodableException {
    if (isPlain(file)) {
      return LeptonicaCodec.INSTANCE.plan(header, file, longSide, limits);
    }
    if (file.u32(PLACE_OF_PIXELS, false) > file.length()) {
      throw new UndecodableException("a file of format bmp is damaged");
    }
    return new ImageIoDecoding(
            () -> ImageIO.getImageReadersByFormatName("bmp").next(),
            file.data(),
            header.pixels(),
            LeptonicaCost.PIXEL,
            OptionalLong.empty(),
            false)
        .plan(longSide);
  }

  /** Whether it has a fourth channel and a header that gives it a meaning. */
  static boolean isTransparent(Bytes file) {
    return file.u16(BITS, false) == 32 && file.u32(HEADER_BYTES, false) > PLAIN_HEADER;
  }

  private static boolean isPlain(Bytes file) {
    int bits = file.u16(BITS, false);
    return file.u32(HEADER_BYTES, false) == PLAIN_HEADER
        && file.u32(COMPRESSION, false) == 0
        && bits != 16;
  }
}
