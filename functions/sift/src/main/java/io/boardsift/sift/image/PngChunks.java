package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG. Texts, profiles and the like can each be unpacked to megabytes, and none of
 * them shows; so the decoder does not get them.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, chunk layout</a>
 */
final class PngChunks {
  private static final int SIGNATURE = 8;

  private static final int BITS = 24;

  /** Where the header tells it; without any of these, grey or a palette. */
  private static final int COLOUR_TYPE = 25;

  private static final int COLOURS = 2;
  private static final int PALETTE = 3;
  private static final int GREY_AND_ALPHA = 4;
  private static final int COLOURS_AND_ALPHA = 6;

  private static final String TRANSPARENCY = "tRNS";

  /** Length and name before a chunk's data, the check sum behind. */
  private static final int FRAME = 12;

  private PngChunks() {}

  /**
   * How many bytes a pixel takes as read at 8 bits a sample, rounded up.
   *
   * @throws UndecodableException if the header is not where it must be
   */
  static int bytesPerPixel(Bytes bytes) throws UndecodableException {
    if (!bytes.has(SIGNATURE + 4, "IHDR")) {
      throw new UndecodableException("a file of format png is damaged");
    }
    return switch (bytes.u8(COLOUR_TYPE)) {
      case COLOURS -> 3;
      case GREY_AND_ALPHA -> 2;
      case COLOURS_AND_ALPHA -> 4;
      default -> 1;
    };
  }

  /** How many bits a sample has, 1 to 16. */
  static int bits(Bytes bytes) {
    return bytes.u8(BITS);
  }

  /** Whether it becomes a picture with an alpha channel. */
  static boolean isTransparent(Bytes bytes) {
    int type = bytes.u8(COLOUR_TYPE);
    return type == GREY_AND_ALPHA
        || type == COLOURS_AND_ALPHA
        || (type == PALETTE && find(bytes, TRANSPARENCY) >= 0);
  }

  /** Whether more pictures follow the first. */
  static boolean isAnimated(Bytes bytes) {
    return find(bytes, "acTL") >= 0;
  }

  /** How many bits of each sample the camera meant, where it says so. */
  static OptionalInt significantBits(Bytes bytes) {
    int at = find(bytes, "sBIT");
    int bits = at < 0 ? -1 : bytes.u8(at + 8);
    return bits >= 1 && bits <= 16 ? OptionalInt.of(bits) : OptionalInt.empty();
  }

  /** Where a chunk begins that stands before the pixels, or -1. */
  private static int find(Bytes bytes, String name) {
    for (long at = SIGNATURE; at < bytes.length(); at = next(bytes, at)) {
      if (bytes.has((int) at + 4, name)) {
        return (int) at;
      }
      if (bytes.has((int) at + 4, "IDAT")) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Compares the check sums of what shows with its bytes: Java's reader does not.
   *
   * @throws UndecodableException if one differs
   */
  static void checkSums(Bytes bytes) throws UndecodableException {
    for (long at = SIGNATURE; at < bytes.length(); at = next(bytes, at)) {
      long end = next(bytes, at);
      if (end > bytes.length()) {
        throw new UndecodableException("a file of format png is damaged");
      }
      if (isNeeded(bytes, (int) at)) {
        CRC32 sum = new CRC32();
        sum.update(bytes.data(), (int) at + 4, (int) (end - at) - 8);
        if (sum.getValue() != bytes.u32((int) end - 4, true)) {
          throw new UndecodableException("a file of format png is damaged");
        }
      }
    }
  }

  /** The file without what does not show. */
  static byte[] shown(Bytes bytes) {
    byte[] copy = new byte[bytes.length()];
    return Arrays.copyOf(copy, (int) copy(bytes, MemorySegment.ofArray(copy)));
  }

  /**
   * Copies what the picture needs: critical chunks, and what is transparent of a palette. (A single
   * transparent tone makes the image library take all of a grey picture for white, and viewers show
   * what lies under it.) From where chunks are broken all is copied, so that the decoder finds the
   * damage itself.
   *
   * @return how many bytes were copied
   */
  static long copy(Bytes bytes, MemorySegment to) {
    long copied = 0;
    long from = 0;
    long at = SIGNATURE;
    while (at < bytes.length()) {
      long next = next(bytes, at);
      if (!isNeeded(bytes, (int) at) && next <= bytes.length()) {
        copied = append(bytes, from, at, to, copied);
        from = next;
      }
      at = next;
    }
    return append(bytes, from, bytes.length(), to, copied);
  }

  private static long append(Bytes bytes, long from, long end, MemorySegment to, long copied) {
    MemorySegment.copy(bytes.data(), (int) from, to, JAVA_BYTE, copied, (int) (end - from));
    return copied + end - from;
  }

  /** Critical chunks have a name that begins with a capital letter. */
  private static boolean isNeeded(Bytes bytes, int at) {
    return (bytes.u8(at + 4) & 0x20) == 0
        || (bytes.u8(COLOUR_TYPE) == PALETTE && bytes.has(at + 4, TRANSPARENCY));
  }

  /** Where the next chunk begins, or beyond the end where this one is broken. */
  private static long next(Bytes bytes, long at) {
    long length = bytes.u32((int) at, true);
    return length < 0 ? Long.MAX_VALUE : at + FRAME + length;
  }
}
