package io.boardsift.triage;

import io.boardsift.aws.CachedObject;
import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.MemoryStore;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.MemorySource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The memories that people's answers left in the results bucket, a camera's when it is asked for.
 * As long as a camera has none it is empty; one that cannot be read is not a memory, so that rules
 * on it do not hold for that camera's photos. Safe for use by several threads.
 */
final class CameraMemories implements MemorySource {
  /**
   * How many cameras' memories stay in the heap: those asked for last. A full one takes some 220
   * kB, so these take 22 MB at most. An environment asks for about as many photos in the half
   * minute for which a memory is not looked at again; with more cameras than that, keeping them
   * would save no request.
   */
  static final int MOST_CAMERAS = 100;

  /**
   * For how long a memory is used that cannot be read any more: what people saw since is not in it,
   * boards above all.
   */
  private static final Duration USABLE = Duration.ofMinutes(5);

  private final S3Client s3;
  private final String bucket;
  private final TriageLog log;
  private final InstantSource clock;
  private final CombinedMemory combined;

  /** By camera, the one asked for last at the end. */
  private final LinkedHashMap<String, CachedObject<State>> cameras = new LinkedHashMap<>();

  /** Whether all that was ever learned is in the cameras' own objects; once true it stays. */
  private volatile boolean isSplit;

  CameraMemories(S3Client s3, String bucket, TriageLog log, InstantSource clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.log = log;
    this.clock = clock;
    this.combined = new CombinedMemory(s3, bucket);
  }

  @Override
  public Optional<Memory> recall(String camera) {
    return switch (lookUp(camera)) {
      case Known(Memory memory) -> Optional.of(memory);
      case Unreadable(String reason) -> {
        log.memoryUnreadable(reason);
        yield Optional.empty();
      }
    };
  }

  private State lookUp(String camera) {
    try {
      isSplit = isSplit || !combined.isThere();
    } catch (SdkException e) {
      return unreachable(camera, e);
    }
    // What a camera's own object says before that is a part only, and may lack its boards.
    return isSplit
        ? object(camera).current()
        : new Unreadable(CombinedMemory.KEY + " waits to be split by the keeper");
  }

  private synchronized CachedObject<State> object(String camera) {
    CachedObject<State> object =
        cameras.computeIfAbsent(
            camera,
            name ->
                new CachedObject<>(
                    new ConditionalObject(s3, bucket, MemoryStore.key(name)),
                    new Reading(name),
                    clock,
                    USABLE));
    cameras.putLast(camera, object);
    if (cameras.size() > MOST_CAMERAS) {
      cameras.pollFirstEntry();
    }
    return object;
  }

  private static State unreachable(String camera, SdkException e) {
    return new Unreadable(
        "the memory of the camera \"%s\" cannot be read: %s".formatted(camera, e.getMessage()));
  }

  private sealed interface State {}

  private record Known(Memory memory) implements State {}

  private record Unreadable(String reason) implements State {}

  private record Reading(String camera) implements CachedObject.Reading<State> {
    @Override
    public State read(byte[] content) {
      try {
        return new Known(MemoryFormat.read(content, camera));
      } catch (BrokenMemoryException e) {
        return new Unreadable(
            "%s of the camera \"%s\": %s"
                .formatted(MemoryStore.key(camera), camera, e.getMessage()));
      }
    }

    @Override
    public State absent() {
      return new Known(Memory.empty(camera));
    }

    @Override
    public State unreachable(SdkException e) {
      return CameraMemories.unreachable(camera, e);
    }
  }
}
