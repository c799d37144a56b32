package io.boardsift.sift.image;

/** Reads the boxes and markers of a JPEG 2000 file up to its samples. */
final class Jp2Markers {
  private static final int START = 0xff4f;
  private static final int SIZE = 0xff51;
  private static final int CODING = 0xff52;
  private static final int CODING_OF_COMPONENT = 0xff53;
  private static final int PROGRESSION_CHANGE = 0xff5f;
  private static final int START_OF_TILE = 0xff90;
  private static final int START_OF_DATA = 0xff93;

  private final Bytes bytes;
  private int size = -1;
  private Jp2Coding coding;

  Jp2Markers(Bytes bytes) {
    this.bytes = bytes;
  }

  Jp2Codestream read() throws UndecodableException {
    int at = codestream();
    if (bytes.u16(at, true) != START) {
      throw damaged();
    }
    tiles(markers(at + 2, START_OF_TILE));
    if (size < 0 || coding == null || !coding.isValid()) {
      throw damaged();
    }
    long width = bytes.u32(size + 6, true);
    long height = bytes.u32(size + 10, true);
    long tileWidth = bytes.u32(size + 22, true);
    long tileHeight = bytes.u32(size + 26, true);
    int components = bytes.u16(size + 38, true);
    if (components < 1 || tileWidth < 1 || tileHeight < 1) {
      throw damaged();
    }
    checkSampling(components);
    long tiles =
        Math.ceilDiv(width - bytes.u32(size + 30, true), tileWidth)
            * Math.ceilDiv(height - bytes.u32(size + 34, true), tileHeight);
    return new Jp2Codestream(
        width - bytes.u32(size + 14, true),
        height - bytes.u32(size + 18, true),
        components,
        Math.max(1, tiles),
        Math.min(tileWidth, width),
        Math.min(tileHeight, height),
        coding);
  }

  /** Where the codestream begins: at once, or in a box. */
  private int codestream() throws UndecodableException {
    if (bytes.u8(0) == 0xff) {
      return 0;
    }
    long at = 0;
    while (at >= 0 && at < bytes.length() - 8) {
      if (bytes.has((int) at + 4, "jp2c")) {
        return (int) at + (bytes.u32((int) at, true) == 1 ? 16 : 8);
      }
      long length = bytes.u32((int) at, true);
      if (length == 1) {
        length = bytes.u32((int) at + 12, true);
      }
      if (length < 8) {
        break;
      }
      at += length;
    }
    throw damaged();
  }

  /**
   * The image library reads all components as if they were as large as the first, and samples of 8
   * bits at most.
   */
  private void checkSampling(int components) throws UndecodableException {
    for (int i = 0; i < components; i++) {
      int bits = 1 + (bytes.u8(size + 40 + 3 * i) & 0x7f);
      if (bits > 8) {
        throw unusual(bits + " bits a sample");
      }
      if (bytes.u16(size + 41 + 3 * i, true) != 0x0101) {
        throw unusual("components of several sizes");
      }
    }
  }

  /** Takes markers up to one, and tells where that one stands. */
  private int markers(int from, int last) throws UndecodableException {
    int at = from;
    while (bytes.u16(at, true) != last) {
      int marker = bytes.u16(at, true);
      int length = bytes.u16(at + 2, true);
      if (marker < 0xff00 || length < 2) {
        throw damaged();
      }
      switch (marker) {
        case SIZE -> size = at;
        case CODING -> {
          if (coding != null) {
            throw unusual("several codings");
          }
          coding = Jp2Coding.read(bytes, at);
        }
        case CODING_OF_COMPONENT -> throw unusual("several codings");
        case PROGRESSION_CHANGE -> throw unusual("changes of progression");
        default -> {}
      }
      at += 2 + length;
    }
    return at;
  }

  /** A tile's own header may say otherwise than the file's; none does that a camera writes. */
  private void tiles(int first) throws UndecodableException {
    long at = first;
    while (at < bytes.length() && bytes.u16((int) at, true) == START_OF_TILE) {
      markers((int) at + 12, START_OF_DATA);
      long length = bytes.u32((int) at + 6, true);
      if (length < 14) {
        return; // 0: the last tile, up to the end
      }
      at += length;
    }
  }

  private static UndecodableException damaged() {
    return new UndecodableException("a file of format jp2 is damaged");
  }

  private static UndecodableException unusual(String what) {
    return new UndecodableException("a file of format jp2 with " + what + " is not decoded");
  }
}
