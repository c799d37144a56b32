package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Decodes untrusted photos, reduced to at most {@value #LONG_SIDE} pixels on the long side, under
 * hard limits. Safe for use by several threads.
 */
public final class PhotoDecoder {
  /** The long side of a decoded photo at most, in pixels. */
  public static final int LONG_SIDE = 512;

  /** A reduction that lands between this and {@link #LONG_SIDE} needs no second scaling. */
  private static final int NEARLY_LONG_SIDE = 400;

  private final Limits limits;

  public PhotoDecoder(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  /** Loads the image library, so that the first photo does not wait for it. */
  public void prime() {
    Objects.requireNonNull(Leptonica.get());
  }

  /**
   * Decodes a photo.
   *
   * @param file the whole file
   * @throws UndecodableException if it is broken, of a format that cannot be decoded, or beyond a
   *     limit
   */
  public Raster decode(byte[] file) throws UndecodableException {
    ImageHeader header = ImageHeader.read(file);
    check(header, file.length);
    Bytes bytes = new Bytes(file);
    int reduction = reduction(header, bytes);
    DecodingCost cost = DecodingCost.of(header, bytes, reduction);
    check(cost);
    try {
      return Decoders.ofProcess()
          .decode(
              () -> decode(header, bytes, reduction),
              cost.memory() + file.length,
              limits.time().toMillis())
          .orElseThrow(() -> new UndecodableException(name(header) + " is damaged"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UndecodableException told) {
        throw told;
      }
      throw new UndecodableException("the decoder failed: " + e.getCause(), e);
    }
  }

  private void check(ImageHeader header, long length) throws UndecodableException {
    if (!header.format().isDecodable()) {
      throw new UndecodableException(name(header) + " cannot be decoded");
    }
    if (length > limits.bytes()) {
      throw new UndecodableException(
          "%,d bytes are more than the limit of %,d".formatted(length, limits.bytes()));
    }
    if (header.pixels() == 0) {
      throw new UndecodableException(name(header) + " tells no size");
    }
    if (header.pixels() > limits.pixels()) {
      throw new UndecodableException(tooLarge(header.pixels()));
    }
  }

  private void check(DecodingCost cost) throws UndecodableException {
    if (cost.memory() > limits.memory()) {
      throw new UndecodableException(
          "%,d bytes to decode it in are more than the limit of %,d"
              .formatted(cost.memory(), limits.memory()));
    }
    if (cost.steps() > limits.steps()) {
      throw new UndecodableException(
          "%,d steps to decode it are more than the limit of %,d"
              .formatted(cost.steps(), limits.steps()));
    }
  }

  private String tooLarge(long pixels) {
    return "%,d pixels are more than the limit of %,d".formatted(pixels, limits.pixels());
  }

  private Optional<Raster> decode(ImageHeader header, Bytes bytes, int reduction)
      throws UndecodableException {
    Leptonica leptonica = Leptonica.get();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = Essence.copy(arena, header.format(), bytes);
      // Our own reading of the header is not trusted to be the library's.
      long pixels = leptonica.pixels(arena, memory);
      if (pixels > limits.pixels()) {
        throw new UndecodableException(tooLarge(pixels));
      }
      if (pixels > header.pixels()) {
        throw new UndecodableException("the file tells two sizes");
      }
      return Optional.ofNullable(read(leptonica, arena, header.format(), memory, reduction))
          .map(pix -> reduced(leptonica, pix));
    }
  }

  private static MemorySegment read(
      Leptonica leptonica, Arena arena, ImageFormat format, MemorySegment memory, int reduction) {
    return switch (format) {
      case JPEG -> leptonica.readJpeg(memory, reduction, arena.allocate(JAVA_INT));
      case JP2 -> leptonica.readJp2(memory, reduction);
      default -> leptonica.read(memory);
    };
  }

  /** By how much a picture is decoded smaller, where its format allows it. */
  private static int reduction(ImageHeader header, Bytes bytes) throws UndecodableException {
    int reduction = 8;
    while (reduction > 1
        && Math.max(header.width(), header.height()) / reduction < NEARLY_LONG_SIDE) {
      reduction /= 2;
    }
    return header.format() == ImageFormat.JP2
        ? Jp2Codestream.read(bytes).reduction(reduction)
        : reduction;
  }

  /** The picture with three colours, no transparency, small enough; the one given is destroyed. */
  private static Raster reduced(Leptonica leptonica, MemorySegment pix) {
    // Converting alone would take a two-colour palette for black and white.
    MemorySegment direct = replace(leptonica, pix, leptonica.removeColormap(pix));
    // Of a picture that is so already converting would make a second one, as large.
    MemorySegment colour =
        leptonica.depth(direct) == 32
            ? direct
            : replace(leptonica, direct, leptonica.convertTo32(direct));
    MemorySegment opaque = replace(leptonica, colour, leptonica.removeAlpha(colour));
    int width = leptonica.width(opaque);
    int height = leptonica.height(opaque);
    int longSide = Math.max(width, height);
    MemorySegment small = opaque;
    if (longSide > LONG_SIDE) {
      double scale = (double) LONG_SIDE / longSide;
      int newWidth = Math.max(1, (int) Math.round(width * scale));
      int newHeight = Math.max(1, (int) Math.round(height * scale));
      small = replace(leptonica, opaque, leptonica.scaleToSize(opaque, newWidth, newHeight));
    }
    try {
      return leptonica.raster(small);
    } finally {
      leptonica.destroy(small);
    }
  }

  private static MemorySegment replace(Leptonica leptonica, MemorySegment old, MemorySegment pix) {
    leptonica.destroy(old);
    if (pix == null) {
      throw new IllegalStateException("the image library has no memory left");
    }
    return pix;
  }

  private static String name(ImageHeader header) {
    return "a file of format " + header.format().word();
  }
}
