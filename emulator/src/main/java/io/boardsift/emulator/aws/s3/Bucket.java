package io.boardsift.emulator.aws.s3;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param name its name
 * @param createdMillis when it was created, in milliseconds since 1970
 * @param versioning whether it keeps versions
 */
public record Bucket(String name, long createdMillis, Versioning versioning) {
  /** What S3 calls a bucket's versioning state. */
  public enum Versioning {
    NEVER,
    ENABLED,
    SUSPENDED
  }

  public Instant created() {
    return Instant.ofEpochMilli(createdMillis);
  }
}
