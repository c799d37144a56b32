package io.boardsift.sift.image;

import java.time.Duration;

/**
 * What decoding one untrusted file may cost at the most. All are checked before a byte is decoded,
 * but for the time, after which the decoder is no longer waited for.
 *
 * @param bytes the largest file
 * @param pixels the most pixels of one picture; decoded ones take 4 bytes each
 * @param time the longest wait
 */
public record Limits(long bytes, long pixels, Duration time) {
  /** 64 MiB, 100 megapixels (400 MB decoded), 10 seconds. */
  public static final Limits DEFAULT = new Limits(64L << 20, 100_000_000L, Duration.ofSeconds(10));

  public Limits {
    if (bytes < 1 || pixels < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("limits are at least 1: " + bytes + ", " + pixels);
    }
  }
}
