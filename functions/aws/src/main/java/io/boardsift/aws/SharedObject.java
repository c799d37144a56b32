package io.boardsift.aws;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object that several writers share: it is replaced only as it was read, so one of them wins.
 */
public final class SharedObject {
  private final S3Client s3;
  private final String bucket;
  private final String key;

  public SharedObject(S3Client s3, String bucket, String key) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.key = Objects.requireNonNull(key);
  }

  /** What was read, and the tag of it. */
  public record State(String text, String eTag) {}

  /** {@code s3://bucket/key}. */
  public String address() {
    return "s3://" + bucket + "/" + key;
  }

  /** Reads it, whatever its bytes are; empty if it is not there. */
  public Optional<State> read() {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
      // Text that is not UTF-8 is for its reader to refuse: it must not fail before it is read.
      String text = new String(object.asByteArrayUnsafe(), StandardCharsets.UTF_8);
      return Optional.of(new State(text, object.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the object, if it still is as it was read.
   *
   * @param before as it was read; empty if it was not there
   * @return whether it was written; false if somebody else was first
   */
  public boolean write(Optional<State> before, String text, String contentType) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType);
    before.ifPresentOrElse(state -> put.ifMatch(state.eTag()), () -> put.ifNoneMatch("*"));
    try {
      s3.putObject(put.build(), RequestBody.fromString(text));
      return true;
    } catch (S3Exception e) {
      // 412: it changed. 409: it is being changed just now. 404: it is gone.
      if (e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Writes the object unless it says so already. Of several writers the first one's word stands.
   */
  public void keep(String text, String contentType) {
    Optional<State> there = read();
    if (!there.map(State::text).equals(Optional.of(text))) {
      write(there, text, contentType);
    }
  }
}
