package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Decodes untrusted photos, reduced to at most {@value #LONG_SIDE} pixels on the long side, under
 * hard limits. Safe for use by several threads.
 */
public final class PhotoDecoder {
  /** The long side of a decoded photo at the most, in pixels. */
  public static final int LONG_SIDE = 512;

  /** A reduction that lands between this and {@link #LONG_SIDE} needs no second scaling. */
  private static final int NEARLY_LONG_SIDE = 400;

  // A decoder that does not return keeps its thread; the photo goes to a person all the same.
  private static final ExecutorService DECODERS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("decoder-", 0).factory());

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
    Future<Optional<Raster>> decoding = DECODERS.submit(() -> decode(header, file));
    try {
      return decoding
          .get(limits.time().toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> new UndecodableException(name(header) + " is damaged"));
    } catch (TimeoutException e) {
      throw new UndecodableException(
          "decoding took longer than " + limits.time().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TooLargeException tooLarge) {
        throw new UndecodableException(tooLarge.getMessage(), e);
      }
      throw new UndecodableException("the decoder failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UndecodableException("interrupted while decoding", e);
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

  private String tooLarge(long pixels) {
    return "%,d pixels are more than the limit of %,d".formatted(pixels, limits.pixels());
  }

  private Optional<Raster> decode(ImageHeader header, byte[] file) {
    Leptonica leptonica = Leptonica.get();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = copy(arena, header, file);
      // Our own reading of the header is not trusted to be the library's.
      long pixels = leptonica.pixels(arena, memory);
      if (pixels > limits.pixels()) {
        throw new TooLargeException(tooLarge(pixels));
      }
      return Optional.ofNullable(read(leptonica, arena, header, memory))
          .map(pix -> reduced(leptonica, pix));
    }
  }

  private static MemorySegment copy(Arena arena, ImageHeader header, byte[] file) {
    Optional<FirstPicture> first = FirstPicture.of(header.format(), file);
    int length = first.map(FirstPicture::length).orElse(file.length);
    byte[] ending = first.map(FirstPicture::ending).orElse(new byte[0]);
    MemorySegment memory = arena.allocate((long) length + ending.length);
    MemorySegment.copy(file, 0, memory, JAVA_BYTE, 0, length);
    MemorySegment.copy(ending, 0, memory, JAVA_BYTE, length, ending.length);
    return memory;
  }

  private static MemorySegment read(
      Leptonica leptonica, Arena arena, ImageHeader header, MemorySegment memory) {
    int reduction = reduction(Math.max(header.width(), header.height()));
    return switch (header.format()) {
      case JPEG -> leptonica.readJpeg(memory, reduction, arena.allocate(JAVA_INT));
      case JP2 -> {
        MemorySegment pix = leptonica.readJp2(memory, reduction);
        while (pix == null && reduction > 1) {
          reduction /= 2; // the file may hold fewer resolutions
          pix = leptonica.readJp2(memory, reduction);
        }
        yield pix;
      }
      default -> leptonica.read(memory);
    };
  }

  private static int reduction(int longSide) {
    int reduction = 8;
    while (reduction > 1 && longSide / reduction < NEARLY_LONG_SIDE) {
      reduction /= 2;
    }
    return reduction;
  }

  /** The picture with three colours, no transparency, small enough; the one given is destroyed. */
  private static Raster reduced(Leptonica leptonica, MemorySegment pix) {
    // Converting alone would take a two-colour palette for black and white.
    MemorySegment direct = replace(leptonica, pix, leptonica.removeColormap(pix));
    MemorySegment colour = replace(leptonica, direct, leptonica.convertTo32(direct));
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

  private static final class TooLargeException extends RuntimeException {
    TooLargeException(String message) {
      super(message);
    }
  }
}
