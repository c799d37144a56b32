package io.boardsift.aws;

import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Impression;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The memory of prints as one object in the results bucket. It is written only in the place of what
 * was read ({@code If-Match}), so that of several writers at once none undoes what another added.
 * Safe for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class MemoryObject {
  public static final String KEY = "memory/prints.bin";

  /** How often a write that others came before is tried again. */
  private static final int ATTEMPTS = 20;

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final S3Client s3;
  private final String bucket;
  private Stored known = Stored.NONE;

  /** A memory and the eTag that it has in the bucket; the empty text where there is no object. */
  private record Stored(Memory memory, String eTag) {
    static final Stored NONE = new Stored(Memory.EMPTY, "");
  }

  public MemoryObject(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /**
   * Adds an impression, in the place of an earlier one of the same photo. Adding it again changes
   * nothing.
   *
   * @throws BrokenMemoryException if the object there is no memory; it is left as it is
   * @throws S3Exception if it cannot be read or written; trying again settles it
   */
  public synchronized void add(Impression impression) throws BrokenMemoryException {
    for (int attempt = 1; ; attempt++) {
      known = read();
      Optional<Memory> changed = known.memory().with(impression);
      if (changed.isEmpty()) {
        return;
      }
      try {
        known = new Stored(changed.get(), write(changed.get(), known.eTag()));
        return;
      } catch (S3Exception e) {
        // 412: another writer came before. 409: one is at it. 404: the object was just removed.
        boolean isOvertaken =
            e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404;
        if (!isOvertaken || attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  private Stored read() throws BrokenMemoryException {
    ResponseBytes<GetObjectResponse> object;
    try {
      object =
          s3.getObjectAsBytes(
              get -> {
                get.bucket(bucket).key(KEY);
                if (!known.eTag().isEmpty()) {
                  get.ifNoneMatch(known.eTag());
                }
              });
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        case 304 -> known;
        case 404 -> Stored.NONE;
        default -> throw e;
      };
    }
    return new Stored(MemoryFormat.read(object.asByteArrayUnsafe()), object.response().eTag());
  }

  private String write(Memory memory, String inPlaceOf) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(KEY);
    if (inPlaceOf.isEmpty()) {
      put.ifNoneMatch("*");
    } else {
      put.ifMatch(inPlaceOf);
    }
    return s3.putObject(put.build(), RequestBody.fromBytes(MemoryFormat.write(memory))).eTag();
  }

  /** Writers that met once should not meet again. */
  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to write the memory", e);
    }
  }
}
