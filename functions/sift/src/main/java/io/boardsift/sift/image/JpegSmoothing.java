package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Keeps libjpeg from guessing the fine detail of a progressive JPEG that was cut before it came: at
 * 1/8 of the size no detail shows, and the guess takes two thirds of the time and blurs. libjpeg
 * smooths only where it knows the step of the first coefficients; a step of 0 says that it does
 * not.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, B.2.4.1</a>
 */
final class JpegSmoothing {
  private static final int QUANTISERS = 0xdb;
  private static final int START_OF_SCAN = 0xda;
  private static final int COEFFICIENTS = 64;

  private JpegSmoothing() {}

  /**
   * Writes that 0 into a copy of a file.
   *
   * @param bytes the file, whose copy begins with the same bytes up to the first scan at least
   */
  static void prevent(Bytes bytes, MemorySegment copy) {
    int at = 2;
    while (bytes.u8(at) == 0xff && bytes.u8(at + 1) != START_OF_SCAN) {
      int length = bytes.u16(at + 2, true);
      if (length < 2) {
        return;
      }
      if (bytes.u8(at + 1) == QUANTISERS) {
        clear(bytes, at + 4, at + 2 + length, copy);
      }
      at += 2 + length;
    }
  }

  /** A segment holds tables of 8 or 16 bits a step, one behind the other. */
  private static void clear(Bytes bytes, int from, int end, MemorySegment copy) {
    int at = from;
    while (at < end) {
      int size = bytes.u8(at) >> 4 == 0 ? 1 : 2;
      int second = at + 1 + size;
      for (int i = second; i < Math.min(second + size, copy.byteSize()); i++) {
        copy.set(JAVA_BYTE, i, (byte) 0);
      }
      at += 1 + COEFFICIENTS * size;
    }
  }
}
