package io.boardsift.aws;

import io.boardsift.sift.Sha256;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.RememberedPhoto;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The memories of the cameras, an object for each in the results bucket, which all functions add
 * to. Safe for use by several threads.
 */
public final class MemoryStore {
  private final S3Client s3;
  private final String bucket;

  /** A memory and the tag that it has in the bucket; empty where there is no object. */
  private record Stored(Memory memory, Optional<String> eTag) {}

  public MemoryStore(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /** The name of a camera's object: the camera's own name may be longer than a key. */
  public static String key(String camera) {
    return "memory/" + Sha256.hex(camera, 16) + ".bin";
  }

  /**
   * Adds photos of one camera, each in the place of what was remembered of it. All together are
   * written once, and not at all if they change nothing.
   *
   * @throws BrokenMemoryException if the object there is not that camera's memory; it is left as it
   *     is
   * @throws SdkException if it cannot be read or written; trying again settles it
   */
  public void add(String camera, List<RememberedPhoto> photos) throws BrokenMemoryException {
    ConditionalObject object = new ConditionalObject(s3, bucket, key(camera));
    Stored known = read(object, camera);
    object.change(known, () -> read(object, camera), stored -> write(object, stored, photos));
  }

  private static Stored read(ConditionalObject object, String camera) throws BrokenMemoryException {
    Optional<ConditionalObject.State> there = object.read();
    return there.isEmpty()
        ? new Stored(Memory.empty(camera), Optional.empty())
        : new Stored(
            MemoryFormat.read(there.get().bytes(), camera), Optional.of(there.get().eTag()));
  }

  /** What is in the bucket then; empty if somebody else was first. */
  private static Optional<Stored> write(
      ConditionalObject object, Stored stored, List<RememberedPhoto> photos) {
    Memory grown = stored.memory();
    for (RememberedPhoto photo : photos) {
      grown = grown.with(photo);
    }
    if (grown == stored.memory()) {
      return Optional.of(stored);
    }
    Memory written = grown;
    return object
        .write(stored.eTag(), MemoryFormat.write(written), "application/octet-stream")
        .map(eTag -> new Stored(written, Optional.of(eTag)));
  }
}
