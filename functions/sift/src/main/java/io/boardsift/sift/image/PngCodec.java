package io.boardsift.sift.image;

import java.util.OptionalLong;
import javax.imageio.ImageIO;

/** Decodes PNG: of 16 bits a sample in Java, as the image library keeps the higher 8 only. */
final class PngCodec implements Codec {
  static final Codec INSTANCE = new PngCodec();

  private static final int BYTES_PER_SAMPLE = 2;

  private PngCodec() {}

  @Override
  public Plan plan(ImageHeader header, Bytes file, int longSide, Limits limits)
      throws UndecodableException {
    if (PngChunks.bits(file) <= 8) {
      return LeptonicaCodec.INSTANCE.plan(header, file, longSide, limits);
    }
    PngChunks.checkSums(file);
    OptionalLong white =
        PngChunks.significantBits(file).stream().mapToLong(bits -> (1L << bits) - 1).findFirst();
    return new ImageIoDecoding(
            () -> ImageIO.getImageReadersByFormatName("png").next(),
            PngChunks.shown(file),
            header.pixels(),
            BYTES_PER_SAMPLE * PngChunks.bytesPerPixel(file),
            white,
            false)
        .plan(longSide);
  }
}
