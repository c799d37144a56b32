package io.boardsift.sift.image;

import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Decodes untrusted photos, reduced as it decodes them, under hard limits. Safe for use by several
 * threads.
 */
public final class PhotoDecoder {
  /** The long side of a photo decoded for measuring at most, in pixels. */
  public static final int LONG_SIDE = 512;

  private final Limits limits;

  public PhotoDecoder(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * Decodes a photo for measuring, to at most {@value #LONG_SIDE} pixels on the long side.
   *
   * @param file the whole file
   * @throws UndecodableException if it is broken, of a format that cannot be decoded, or beyond a
   *     limit
   */
  public Raster decode(byte[] file) throws UndecodableException {
    return decode(file, LONG_SIDE);
  }

  /**
   * Decodes a photo.
   *
   * @param file the whole file
   * @param longSide the long side at most, in pixels; smaller photos keep their size
   * @throws UndecodableException if it is broken, of a format that cannot be decoded, or beyond a
   *     limit
   */
  public Raster decode(byte[] file, int longSide) throws UndecodableException {
    // Of the whole file: of the first bytes, which rules ask about, a camera's notes may be all.
    ImageHeader header = ImageHeader.read(file);
    Codec codec = codec(header);
    Bytes bytes = new Bytes(file);
    checkBytes(file.length);
    NotDecoded.check(header.format(), bytes);
    checkPixels(header);
    Codec.Plan plan = codec.plan(header, bytes, longSide, limits);
    check(plan.cost());
    try {
      return Decoders.ofProcess()
          .decode(
              plan.decoding()::run, plan.cost().memory() + file.length, limits.time().toMillis())
          .orElseThrow(() -> new UndecodableException(name(header) + " is damaged"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UndecodableException told) {
        throw told;
      }
      throw new UndecodableException("the decoder failed: " + e.getCause(), e);
    }
  }

  private static Codec codec(ImageHeader header) throws UndecodableException {
    return header
        .format()
        .codec()
        .orElseThrow(() -> new UndecodableException(NotDecoded.reason(header.format())));
  }

  private void checkBytes(long length) throws UndecodableException {
    if (length > limits.bytes()) {
      throw new UndecodableException(
          "%,d bytes are more than the limit of %,d".formatted(length, limits.bytes()));
    }
  }

  private void checkPixels(ImageHeader header) throws UndecodableException {
    if (header.pixels() == 0) {
      throw new UndecodableException(name(header) + " tells no size");
    }
    limits.checkPixels(header.pixels());
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

  private static String name(ImageHeader header) {
    return "a file of format " + header.format().word();
  }
}
