package io.boardsift.sift.image;

/**
 * How a JPEG 2000 tile is coded.
 *
 * @param layers of quality, 1 to 65,535
 * @param levels how often the picture was halved, 0 to 32
 * @param blockWidth of the smallest code block, in samples
 * @param blockHeight of the smallest code block, in samples
 * @param precinctWidth of the smallest precinct, in samples
 * @param precinctHeight of the smallest precinct, in samples
 */
record Jp2Coding(
    int layers,
    int levels,
    long blockWidth,
    long blockHeight,
    long precinctWidth,
    long precinctHeight) {

  private static final int NO_PRECINCTS = 15;

  /** Reads a COD marker, or nothing if it is out of bounds. */
  static Jp2Coding read(Bytes bytes, int at) {
    int levels = bytes.u8(at + 9);
    int blockWidth = bytes.u8(at + 10) + 2;
    int blockHeight = bytes.u8(at + 11) + 2;
    int precinctWidth = NO_PRECINCTS;
    int precinctHeight = NO_PRECINCTS;
    if ((bytes.u8(at + 4) & 1) != 0) {
      for (int i = 0; i <= levels; i++) {
        int size = Math.max(0, bytes.u8(at + 14 + i));
        // But for the smallest resolution, a precinct's bands have half its sides.
        int halved = i == 0 ? 0 : 1;
        precinctWidth = Math.min(precinctWidth, size & 15);
        precinctHeight = Math.min(precinctHeight, size >> 4);
        blockWidth = Math.min(blockWidth, Math.max(0, (size & 15) - halved));
        blockHeight = Math.min(blockHeight, Math.max(0, (size >> 4) - halved));
      }
    }
    return new Jp2Coding(
        bytes.u16(at + 6, true),
        levels,
        1L << Math.max(0, blockWidth),
        1L << Math.max(0, blockHeight),
        1L << precinctWidth,
        1L << precinctHeight);
  }

  /** Whether a decoder takes it. */
  boolean isValid() {
    return layers >= 1 && levels >= 0 && levels <= 32;
  }

  /** How many code blocks a component of a tile has at most, all resolutions together. */
  long blocks(long tilePixels) {
    // Each resolution has three bands, cut off at two edges.
    return 2 * tilePixels / (blockWidth * blockHeight) + 16L * (levels + 1);
  }

  /** The same of precincts. */
  long precincts(long tileWidth, long tileHeight) {
    long precincts = 0;
    for (int level = 0; level <= levels; level++) {
      precincts +=
          (tileWidth / (precinctWidth << level) + 2) * (tileHeight / (precinctHeight << level) + 2);
    }
    return precincts;
  }
}
