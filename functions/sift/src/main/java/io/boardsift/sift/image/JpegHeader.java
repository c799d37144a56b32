package io.boardsift.sift.image;

import java.util.Arrays;

/**
 * What the markers before a JPEG's first scan tell.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
record JpegHeader(int width, int height, Exif exif) {
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
        return new JpegHeader(width, height, exif);
      }
      if (marker == APP1 && bytes.has(at + 4, "Exif\0\0")) {
        int end = Math.min(bytes.length(), at + 2 + length);
        exif = Exif.read(Arrays.copyOfRange(bytes.data(), at + 10, Math.max(at + 10, end)));
      }
      at += 2 + length;
    }
    return new JpegHeader(0, 0, exif);
  }

  static boolean isStartOfFrame(int marker) {
    // C4, C8 and CC are tables and reserved.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  static boolean isProgressive(int marker) {
    return marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
  }
}
