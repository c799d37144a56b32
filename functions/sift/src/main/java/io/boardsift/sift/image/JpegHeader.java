package io.boardsift.sift.image;

import java.util.Arrays;

/**
 * What the markers before a JPEG's first scan tell.
 *
 * @param width pixels, or 0 where unknown
 * @param height pixels, or 0 where unknown
 * @param bits of a sample, or 0 where unknown
 * @param isLossless whether it is of the lossless kind
 * @param exif what the camera wrote, as far as it did
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
record JpegHeader(int width, int height, int bits, boolean isLossless, Exif exif) {
  private static final int LOSSLESS = 0xc3;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  static JpegHeader read(Bytes bytes) {
    Exif exif = Exif.NONE;
    int at = 2;
    while (at < bytes.length()) {
      if (bytes.u8(at) != 0xff) {
        break;
      }
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) {
        at++; // fill byte
        continue;
      }
      int length = bytes.u16(at + 2, true);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE || length < 2) {
        break;
      }
      if (isStartOfFrame(marker)) {
        int height = Math.max(0, bytes.u16(at + 5, true));
        int width = Math.max(0, bytes.u16(at + 7, true));
        int bits = Math.max(0, bytes.u8(at + 4));
        return new JpegHeader(width, height, bits, marker == LOSSLESS, exif);
      }
      if (marker == APP1 && bytes.has(at + 4, "Exif\0\0")) {
        int end = Math.min(bytes.length(), at + 2 + length);
        exif = Exif.read(Arrays.copyOfRange(bytes.data(), at + 10, Math.max(at + 10, end)));
      }
      at += 2 + length;
    }
    return new JpegHeader(0, 0, 0, false, exif);
  }

  /** Whether it is of the kind that cameras and viewers take for granted. */
  boolean isOrdinary() {
    return bits == 8 && !isLossless;
  }

  static boolean isStartOfFrame(int marker) {
    // C4, C8 and CC are tables and reserved.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  static boolean isProgressive(int marker) {
    return marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
  }
}
