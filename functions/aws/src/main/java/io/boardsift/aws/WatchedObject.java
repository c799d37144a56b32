package io.boardsift.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What an object in a bucket says, looked at again once in a while: a changed object is noticed
 * within {@link #FRESH}, an unchanged one is not sent again. Safe for use by several threads.
 *
 * @param <T> what is made of the object's content
 */
public final class WatchedObject<T> {
  /** For how long the content is used without looking whether it changed. */
  public static final Duration FRESH = Duration.ofSeconds(30);

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final Reading<T> reading;
  private final InstantSource clock;

  private T content;
  private String eTag = "";
  private Instant looked = Instant.MIN;

  /** What to make of what is found. */
  public interface Reading<T> {
    /** Of the object's bytes, which may be anything. */
    T read(byte[] bytes);

    /** Where there is no such object. */
    T absent();

    /** Where nothing could be found out so far; what was found earlier stays. */
    T unreachable(SdkException why);
  }

  public WatchedObject(
      S3Client s3, String bucket, String key, Reading<T> reading, InstantSource clock) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.key = Objects.requireNonNull(key);
    this.reading = Objects.requireNonNull(reading);
    this.clock = Objects.requireNonNull(clock);
  }

  /** What the object says now, or said up to half a minute ago. */
  public synchronized T current() {
    Instant now = clock.instant();
    if (content == null || now.isAfter(looked.plus(FRESH))) {
      look();
      looked = now;
    }
    return content;
  }

  /** Looks again at the next asking, for example because the object was just written. */
  public synchronized void forget() {
    looked = Instant.MIN;
  }

  private void look() {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(
              get -> {
                get.bucket(bucket).key(key);
                if (!eTag.isEmpty()) {
                  get.ifNoneMatch(eTag);
                }
              });
      content = reading.read(object.asByteArrayUnsafe());
      eTag = object.response().eTag();
    } catch (S3Exception e) {
      switch (e.statusCode()) {
        case 304 -> {} // unchanged
        case 404 -> {
          eTag = "";
          content = reading.absent();
        }
        default -> unreachable(e);
      }
    } catch (SdkException e) {
      unreachable(e);
    }
  }

  private void unreachable(SdkException e) {
    if (content == null) {
      content = reading.unreachable(e);
    }
  }
}
