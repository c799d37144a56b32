package io.boardsift.sift.image;

import java.util.Optional;

/**
 * Decodes files of some formats. {@link ImageFormat} names the codec of each format that has one;
 * what a codec is given has passed the limits on bytes and pixels, and what it plans runs only
 * where its cost is within the others. Safe for use by several threads.
 *
 * <p>The seam is as narrow as it is because nothing may be decoded or copied twice for it: a codec
 * reduces its pictures itself, while it decodes or right after. One that decodes in Java may leave
 * that to {@link SampleScaling}.
 */
interface Codec {
  /**
   * Tells from a file's structure how it will be decoded; nothing of it is decoded yet.
   *
   * @param header of the whole file, with a size
   * @param longSide of the picture wanted at most, in pixels
   * @param limits which a size that the codec finds out itself must keep to as well
   * @throws UndecodableException if the structure is not understood
   */
  Plan plan(ImageHeader header, Bytes file, int longSide, Limits limits)
      throws UndecodableException;

  /**
   * What a decoding takes, and the decoding itself.
   *
   * @param cost never less than what the decoding will take
   * @param decoding may run on another thread, once
   */
  record Plan(DecodingCost cost, Decoding decoding) {}

  /** A decoding that is still to be done. */
  @FunctionalInterface
  interface Decoding {
    /**
     * Decodes.
     *
     * @return the picture on white where it is transparent, its long side at most as planned; empty
     *     if the file is damaged
     * @throws UndecodableException if it turns out to be beyond a limit
     */
    Optional<Raster> run() throws UndecodableException;
  }
}
