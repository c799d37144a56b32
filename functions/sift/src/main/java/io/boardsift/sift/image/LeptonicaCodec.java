package io.boardsift.sift.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Decodes by the image library, in native memory. */
final class LeptonicaCodec implements Codec {
  static final Codec INSTANCE = new LeptonicaCodec();

  /** A reduction that lands between this and the long side wanted needs no second scaling. */
  private static final double NEARLY = 0.78;

  private LeptonicaCodec() {}

  @Override
  public Plan plan(ImageHeader header, Bytes file, int longSide, Limits limits)
      throws UndecodableException {
    int reduction = reduction(header, file, longSide);
    DecodingCost cost = LeptonicaCost.of(header, file, reduction);
    return new Plan(cost, () -> decode(header, file, reduction, longSide, limits));
  }

  /** By how much a picture is decoded smaller, where its format allows it. */
  private static int reduction(ImageHeader header, Bytes file, int longSide)
      throws UndecodableException {
    int reduction = 8;
    int least = (int) Math.ceil(NEARLY * longSide);
    while (reduction > 1 && Math.max(header.width(), header.height()) / reduction < least) {
      reduction /= 2;
    }
    return header.format() == ImageFormat.JP2
        ? Jp2Codestream.read(file).reduction(reduction)
        : reduction;
  }

  private static Optional<Raster> decode(
      ImageHeader header, Bytes file, int reduction, int longSide, Limits limits)
      throws UndecodableException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = DecoderInput.copy(arena, header.format(), file, reduction);
      // Our own reading of the header is not trusted to be the library's.
      long pixels = Leptonica.pixels(arena, memory);
      limits.checkPixels(pixels);
      if (pixels > header.pixels()) {
        throw new UndecodableException("the file tells two sizes");
      }
      return Optional.ofNullable(read(arena, header.format(), memory, reduction))
          .map(pix -> reduced(pix, header.format() == ImageFormat.BMP, longSide));
    }
  }

  private static MemorySegment read(
      Arena arena, ImageFormat format, MemorySegment memory, int reduction) {
    return switch (format) {
      case JPEG -> Leptonica.readJpeg(arena, memory, reduction);
      case JP2 -> Leptonica.readJp2(memory, reduction);
      default -> Leptonica.read(memory);
    };
  }

  /**
   * The picture with three colours, no transparency, small enough; the one given is destroyed.
   *
   * @param hasReservedByte whether what the library takes for transparency is none
   */
  private static Raster reduced(MemorySegment pix, boolean hasReservedByte, int longSide) {
    // Converting alone would take a two-colour palette for black and white.
    MemorySegment direct = replace(pix, Leptonica.removeColormap(pix));
    // Of a picture that is so already converting would make a second one, as large.
    MemorySegment colour =
        Leptonica.depth(direct) == 32 ? direct : replace(direct, Leptonica.convertTo32(direct));
    if (Leptonica.samples(colour) == 4
        && (hasReservedByte || Alpha.hidesAll(Pix.visible(colour)))) {
      Leptonica.dropAlpha(colour);
    }
    MemorySegment opaque = replace(colour, Leptonica.removeAlpha(colour));
    int width = Leptonica.width(opaque);
    int height = Leptonica.height(opaque);
    int before = Math.max(width, height);
    MemorySegment small = opaque;
    if (before > longSide) {
      double scale = (double) longSide / before;
      int newWidth = Math.max(1, (int) Math.round(width * scale));
      int newHeight = Math.max(1, (int) Math.round(height * scale));
      small = replace(opaque, Leptonica.scaleToSize(opaque, newWidth, newHeight));
    }
    try {
      return Pix.raster(small);
    } finally {
      Leptonica.destroy(small);
    }
  }

  private static MemorySegment replace(MemorySegment old, MemorySegment pix) {
    Leptonica.destroy(old);
    return Pix.present(pix);
  }
}
