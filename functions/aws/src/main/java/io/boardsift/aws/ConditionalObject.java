package io.boardsift.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object that several writers share: it is replaced only as it was read, so that none of them
 * undoes what another wrote. Safe for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class ConditionalObject {
  static final String JSON = "application/json";

  /** How often a change that others came before is tried. */
  private static final int ATTEMPTS = 20;

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final S3Client s3;
  private final String bucket;
  private final String key;

  public ConditionalObject(S3Client s3, String bucket, String key) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.key = Objects.requireNonNull(key);
  }

  /** What is found where the object should be. */
  public sealed interface Look {}

  /**
   * The object.
   *
   * @param bytes of any kind
   * @param eTag the tag of this content
   * @param metadata what its writer noted next to it
   * @param writtenAt when it was written, to the second
   */
  public record State(byte[] bytes, String eTag, Map<String, String> metadata, Instant writtenAt)
      implements Look {
    /** The content as UTF-8. What is not UTF-8 is for its reader to refuse: nothing fails here. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** It is as it was, so nothing was sent. */
  public record Unchanged() implements Look {}

  /** There is no such object. */
  public record Absent() implements Look {}

  /** Once more reads what a change is made to. */
  @FunctionalInterface
  public interface Reader<S, E extends Exception> {
    S read() throws E;
  }

  /** {@code s3://bucket/key}. */
  public String address() {
    return "s3://" + bucket + "/" + key;
  }

  /**
   * The tag of it as it is now, without reading it; empty if it is not there.
   *
   * @throws SdkException if S3 cannot be asked
   */
  public Optional<String> eTag() {
    return head().map(HeadObjectResponse::eTag);
  }

  /**
   * What its writer noted next to it, without reading it; empty if it is not there.
   *
   * @throws SdkException if S3 cannot be asked
   */
  public Optional<Map<String, String>> metadata() {
    return head().map(HeadObjectResponse::metadata);
  }

  private Optional<HeadObjectResponse> head() {
    try {
      return Optional.of(s3.headObject(head -> head.bucket(bucket).key(key)));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads it; empty if it is not there. */
  public Optional<State> read() {
    return look("") instanceof State state ? Optional.of(state) : Optional.empty();
  }

  /**
   * Reads it unless it is as it was.
   *
   * @param eTag the tag of what is known; empty if nothing is
   * @throws SdkException if it cannot be read
   */
  public Look look(String eTag) {
    GetObjectRequest.Builder get = GetObjectRequest.builder().bucket(bucket).key(key);
    if (!eTag.isEmpty()) {
      get.ifNoneMatch(eTag);
    }
    try {
      ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(get.build());
      return new State(
          object.asByteArrayUnsafe(),
          object.response().eTag(),
          object.response().metadata(),
          object.response().lastModified());
    } catch (NoSuchKeyException e) {
      return new Absent();
    } catch (S3Exception e) {
      if (e.statusCode() == 304) {
        return new Unchanged();
      }
      throw e;
    }
  }

  /**
   * Writes the object, if it still is as it was read.
   *
   * @param before the tag of what was read; empty if it was not there
   * @param metadata to be noted next to it
   * @return the tag of what was written; empty if somebody else was first
   * @throws SdkException if it cannot be written
   */
  public Optional<String> write(
      Optional<String> before, byte[] content, String contentType, Map<String, String> metadata) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType)
            .metadata(metadata);
    before.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    try {
      return Optional.of(s3.putObject(put.build(), RequestBody.fromBytes(content)).eTag());
    } catch (S3Exception e) {
      if (isOvertaken(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The same with nothing noted. */
  public Optional<String> write(Optional<String> before, byte[] content, String contentType) {
    return write(before, content, contentType, Map.of());
  }

  /** The same with JSON. */
  public Optional<String> write(Optional<String> before, String json) {
    return write(before, json.getBytes(StandardCharsets.UTF_8), JSON);
  }

  /**
   * Deletes the object, if it still is as it was read.
   *
   * @param eTag the tag of what was read
   * @return whether it was; not if somebody else changed or deleted it
   * @throws SdkException if it cannot be deleted
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html">Conditional
   *     deletes</a>
   */
  boolean delete(String eTag) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(key).ifMatch(eTag));
      return true;
    } catch (S3Exception e) {
      if (isOvertaken(e)) {
        return false;
      }
      throw e;
    }
  }

  /** 412: it changed. 409: it is being changed just now. 404: it is gone. */
  private static boolean isOvertaken(S3Exception e) {
    return e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404;
  }

  /**
   * Writes JSON, whatever lies there: for what is the same however often it is written.
   *
   * @throws SdkException if it cannot be written
   */
  public void overwrite(String json) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(JSON), RequestBody.fromString(json));
  }

  /**
   * Changes what is there. If somebody else is first, the change is made to what they wrote.
   *
   * @param known what the change is made to first
   * @param again reads it once more
   * @param change writes what it makes of what was read; empty if somebody else was first
   * @throws SdkException if it cannot be read or written, or others are first all the time; trying
   *     again settles it
   */
  public <S, T, E extends Exception> T change(
      S known, Reader<S, E> again, Function<S, Optional<T>> change) throws E {
    S current = known;
    for (int attempt = 1; ; attempt++) {
      Optional<T> changed = change.apply(current);
      if (changed.isPresent()) {
        return changed.get();
      }
      if (attempt == ATTEMPTS) {
        throw overtaken();
      }
      pause();
      current = again.read();
    }
  }

  /** That others are changing the object. */
  SdkException overtaken() {
    return SdkClientException.create(address() + " is being changed by others");
  }

  /**
   * Writers that met once should not meet again. A generator of each thread would be in a snapshot
   * already, and the same in all environments that begin with it.
   */
  private void pause() {
    try {
      Thread.sleep(new Random().nextLong(LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to write " + address(), e);
    }
  }

  /**
   * Writes the object unless it says so already. Of several writers the first one's word stands.
   */
  public void keep(String text, String contentType) {
    Optional<State> there = read();
    if (!there.map(State::text).equals(Optional.of(text))) {
      write(there.map(State::eTag), text.getBytes(StandardCharsets.UTF_8), contentType);
    }
  }
}
