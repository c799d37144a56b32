package io.boardsift.sift.image;

/**
 * How many pictures a GIF holds.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifPictures {
  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2c;
  private static final int HEADER_BYTES = 13;

  private GifPictures() {}

  /** Whether another picture follows the first. */
  static boolean areSeveral(Bytes bytes) {
    int first = endOfExtensions(bytes, HEADER_BYTES + colorTable(bytes.u8(10)));
    if (bytes.u8(first) != PICTURE) {
      return false;
    }
    int samples = first + 10 + colorTable(bytes.u8(first + 9)) + 1;
    return bytes.u8(endOfExtensions(bytes, endOfBlocks(bytes, samples))) == PICTURE;
  }

  private static int endOfExtensions(Bytes bytes, int from) {
    int at = from;
    while (bytes.u8(at) == EXTENSION) {
      at = endOfBlocks(bytes, at + 2);
    }
    return at;
  }

  private static int colorTable(int flags) {
    return flags >= 0 && (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;
  }

  private static int endOfBlocks(Bytes bytes, int from) {
    int at = from;
    while (bytes.u8(at) > 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
