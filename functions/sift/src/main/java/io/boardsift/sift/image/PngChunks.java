package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * The chunks of a PNG. Texts, profiles and the like can each be unpacked to megabytes, and none of
 * them shows; so the decoder does not get them.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, chunk layout</a>
 */
final class PngChunks {
  private static final int SIGNATURE = 8;

  /** Where the header tells it; without any of these, grey or a palette. */
  private static final int COLOUR_TYPE = 25;

  private static final int COLOURS = 2;
  private static final int GREY_AND_ALPHA = 4;
  private static final int COLOURS_AND_ALPHA = 6;

  /** Length and name before a chunk's data, the check sum behind. */
  private static final int FRAME = 12;

  private PngChunks() {}

  /**
   * How many bytes a pixel takes as read, rounded up; of 16 bits a channel the first 8 are kept.
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

  /** Whether it becomes a picture with an alpha channel. */
  static boolean isTransparent(Bytes bytes) {
    int type = bytes.u8(COLOUR_TYPE);
    if (type == COLOURS || type >= GREY_AND_ALPHA) {
      // The image library passes over a transparent colour among full colours.
      return type != COLOURS;
    }
    for (long at = SIGNATURE; at < bytes.length(); at = next(bytes, at)) {
      if (bytes.has((int) at + 4, "tRNS")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Copies what the picture needs: critical chunks and transparent colours. From where chunks are
   * broken all is copied, so that the decoder finds the damage itself.
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
    return (bytes.u8(at + 4) & 0x20) == 0 || bytes.has(at + 4, "tRNS");
  }

  /** Where the next chunk begins, or beyond the end where this one is broken. */
  private static long next(Bytes bytes, long at) {
    long length = bytes.u32((int) at, true);
    return length < 0 ? Long.MAX_VALUE : at + FRAME + length;
  }
}
