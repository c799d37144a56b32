package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The memory of all cameras in one object, as deployments kept it before each camera had an object
 * of its own ({@link MemoryStore}). As long as it is there, the cameras' own objects lack what it
 * holds: nothing may be concluded from them.
 */
public final class CombinedMemory {
  public static final String KEY = "memory/prints.bin";

  private static final Logger LOG = LoggerFactory.getLogger(CombinedMemory.class);

  private final ConditionalObject object;
  private final MemoryStore memories;

  public CombinedMemory(S3Client s3, String bucket) {
    this.object = new ConditionalObject(s3, bucket, KEY);
    this.memories = new MemoryStore(s3, bucket);
  }

  /**
   * Whether there still is one.
   *
   * @throws SdkException if S3 cannot be asked
   */
  public boolean isThere() {
    return object.eTag().isPresent();
  }

  /**
   * Adds what it holds to the cameras' own objects, and then deletes it, unless it changed
   * meanwhile. Of two answers on one photo the later counts, so what was learned since stays, and
   * whatever cuts this off, the next time begins again. One that is damaged is left as it is, and
   * so is one with a camera whose own object is damaged.
   *
   * @param hasTime whether to go on to the next camera
   * @throws SdkException if S3 cannot be asked
   */
  public void split(BooleanSupplier hasTime) {
    Optional<ConditionalObject.State> there = object.read();
    if (there.isEmpty()) {
      return;
    }
    List<Memory> cameras;
    try {
      cameras = MemoryFormat.readAll(there.get().bytes());
    } catch (BrokenMemoryException e) {
      unreadable(KEY, e);
      return;
    }
    boolean isSplit = true;
    for (Memory memory : cameras) {
      if (!hasTime.getAsBoolean()) {
        return;
      }
      isSplit &= add(memory);
    }
    if (isSplit && object.delete(there.get().eTag())) {
      LOG.info("each camera has a memory of its own now", entry("cameras", cameras.size()));
    }
  }

  private boolean add(Memory memory) {
    try {
      memories.add(memory.camera(), memory.photos());
      return true;
    } catch (BrokenMemoryException e) {
      unreadable(MemoryStore.key(memory.camera()), e);
      return false;
    }
  }

  private static void unreadable(String key, BrokenMemoryException e) {
    LOG.error(
        "a memory cannot be read, so the one of all cameras stays, and no rule on a memory holds;"
            + " remove or restore the object",
        entry("object", key),
        entry("reason", e.getMessage()));
  }
}
