package io.boardsift.sift.image;

/**
 * How the samples of a JPEG 2000 file are divided. Its header can ask for millions of tiles, blocks
 * and layers in a few bytes, and the decoder makes room for each of them.
 *
 * @param width pixels, 1 or more
 * @param height pixels, 1 or more
 * @param components colours and transparency, each with a sample for every pixel
 * @param tiles how many there are
 * @param tileWidth pixels
 * @param tileHeight pixels
 * @param coding how each tile is coded
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800, annex A</a>
 */
record Jp2Codestream(
    long width,
    long height,
    long components,
    long tiles,
    long tileWidth,
    long tileHeight,
    Jp2Coding coding) {

  /** What openjpeg keeps of a tile and of each of its components, in bytes. */
  private static final long TILE = 8 << 10;

  private static final long TILE_COMPONENT = 2 << 10;

  /** The same of a code block or a precinct, with its share of the tag trees. */
  private static final long PART = 512;

  private static final int SAMPLE = 4;

  /** Entropy decoding takes some ten times as long as a walk over plain samples. */
  private static final int WALKS = 10;

  /** So does each packet, though it may have no data. */
  private static final int PACKET_WALKS = 64;

  /**
   * Reads the headers.
   *
   * @throws UndecodableException if they are broken, or such as no camera writes them
   */
  static Jp2Codestream read(Bytes bytes) throws UndecodableException {
    return new Jp2Markers(bytes).read();
  }

  /** The largest reduction up to one that is wanted, which this file holds. */
  int reduction(int wanted) {
    return Math.min(wanted, 1 << Math.min(coding.levels(), 30));
  }

  DecodingCost cost(int reduction) {
    long shrink = (long) reduction * reduction;
    long pixels = width * height / shrink;
    long tilePixels = Math.min(tileWidth, width) * Math.min(tileHeight, height);
    long precincts = coding.precincts(tileWidth, tileHeight);
    double memory =
        (double) pixels * (components * SAMPLE + (components % 2 == 0 ? 12 : LeptonicaCost.PIXEL))
            + (tiles == 1 ? 0 : (double) tilePixels / shrink * components * SAMPLE)
            + (double) tiles * (TILE + components * TILE_COMPONENT)
            + (double) components * (coding.blocks(tilePixels) + 3.0 * precincts) * PART
            + 2.0 * (coding.layers() + 1) * precincts * components;
    double steps =
        (double) pixels * components * WALKS
            + (double) coding.layers() * precincts * components * tiles * PACKET_WALKS;
    return new DecodingCost((long) memory, (long) steps);
  }
}
