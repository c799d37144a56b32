package io.boardsift.sift.image;

import java.time.Duration;

/**
 * What decoding one untrusted file may cost at most. All are checked before a byte is decoded, but
 * for the time, after which the decoder is no longer waited for.
 *
 * @param bytes the largest file
 * @param pixels the most pixels of one picture
 * @param time the longest wait
 */
public record Limits(long bytes, long pixels, Duration time) {
  /** 64 MiB, 100 megapixels, 10 seconds. */
  public static final Limits DEFAULT = new Limits(64L << 20, 100_000_000L, Duration.ofSeconds(10));

  /** Three colours as read and the picture of 4 bytes a pixel fit; a second picture does not. */
  private static final int BYTES_PER_PIXEL = 8;

  /** A picture in as many scans as ordinary encoders write is walked over that often. */
  private static final int WALKS = 15;

  /** What takes up to the memory and the steps of so many pixels is not a danger. */
  private static final long ORDINARY = 10_000_000;

  public Limits {
    if (bytes < 1 || pixels < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("limits are at least 1: " + bytes + ", " + pixels);
    }
  }

  /** Refuses a picture of more pixels. */
  void checkPixels(long ofPicture) throws UndecodableException {
    if (ofPicture > pixels) {
      throw new UndecodableException(
          "%,d pixels are more than the limit of %,d".formatted(ofPicture, pixels));
    }
  }

  /** How much native memory decoding may take next to the file itself, in bytes: 800 MB. */
  long memory() {
    return BYTES_PER_PIXEL * Math.max(ORDINARY, pixels);
  }

  /** How many samples a decoder may walk over, each as often as it does: 1.5 billion. */
  long steps() {
    return WALKS * Math.max(ORDINARY, pixels);
  }
}
