package io.boardsift.aws;

import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.RememberedPhoto;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The memory of prints as one object in the results bucket, which all functions add to. Safe for
 * use by several threads.
 */
public final class MemoryStore {
  public static final String KEY = "memory/prints.bin";

  private final ConditionalObject object;
  private Stored known = Stored.NONE;

  /** A memory and the tag that it has in the bucket; the empty text where there is no object. */
  private record Stored(Memory memory, String eTag) {
    static final Stored NONE = new Stored(Memory.EMPTY, "");
  }

  public MemoryStore(S3Client s3, String bucket) {
    object = new ConditionalObject(s3, bucket, KEY);
  }

  /**
   * Adds a photo, in the place of what was remembered of it. Adding it again changes nothing.
   *
   * @throws BrokenMemoryException if the object there is not a memory; it is left as it is
   * @throws SdkException if it cannot be read or written; trying again settles it
   */
  public synchronized void add(RememberedPhoto remembered) throws BrokenMemoryException {
    known = object.change(read(), this::read, stored -> with(remembered, stored));
  }

  private Optional<Stored> with(RememberedPhoto remembered, Stored stored) {
    Optional<Memory> changed = stored.memory().with(remembered);
    if (changed.isEmpty()) {
      return Optional.of(stored);
    }
    Optional<String> before = Optional.of(stored.eTag()).filter(eTag -> !eTag.isEmpty());
    return object
        .write(before, MemoryFormat.write(changed.get()), "application/octet-stream")
        .map(eTag -> new Stored(changed.get(), eTag));
  }

  private Stored read() throws BrokenMemoryException {
    return switch (object.look(known.eTag())) {
      case ConditionalObject.State state ->
          new Stored(MemoryFormat.read(state.bytes()), state.eTag());
      case ConditionalObject.Unchanged _ -> known;
      case ConditionalObject.Absent _ -> Stored.NONE;
    };
  }
}
