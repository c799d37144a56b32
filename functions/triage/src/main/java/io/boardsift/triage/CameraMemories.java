package io.boardsift.triage;

import io.boardsift.aws.CachedObject;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.MemoryStore;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.MemorySource;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The memory that people's answers left in the results bucket. As long as there is none it is
 * empty; one that cannot be read is not a memory, so that rules on it do not hold.
 */
final class RememberedHashes implements MemorySource {
  private final CachedObject<State> object;
  private final TriageLog log;

  RememberedHashes(S3Client s3, String bucket, TriageLog log, InstantSource clock) {
    this.object =
        new CachedObject<>(
            new ConditionalObject(s3, bucket, MemoryStore.KEY), new Reading(), clock);
    this.log = log;
  }

  @Override
  public Optional<Memory> recall() {
    return switch (object.current()) {
      case Known(Memory memory) -> Optional.of(memory);
      case Unreadable(String reason) -> {
        log.memoryUnreadable(reason);
        yield Optional.empty();
      }
    };
  }

  private sealed interface State {}

  private record Known(Memory memory) implements State {}

  private record Unreadable(String reason) implements State {}

  private record Reading() implements CachedObject.Reading<State> {
    @Override
    public State read(byte[] content) {
      try {
        return new Known(MemoryFormat.read(content));
      } catch (BrokenMemoryException e) {
        return new Unreadable(MemoryStore.KEY + ": " + e.getMessage());
      }
    }

    @Override
    public State absent() {
      return new Known(Memory.EMPTY);
    }

    @Override
    public State unreachable(SdkException e) {
      return new Unreadable("the memory cannot be read: " + e.getMessage());
    }
  }
}
