package io.boardsift.aws;

import io.boardsift.sift.guard.GuardFormat;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.records.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The runaway guard's state as one object in the results bucket, shared by all functions. Safe for
 * use by several threads.
 */
public final class GuardObject {
  public static final String KEY = "guard/state.json";

  private final S3Client s3;
  private final String bucket;
  private final WatchedObject<Reading> watched;

  /** What is known of the state. */
  public sealed interface Reading {}

  /** The state, as it is or was up to half a minute ago. */
  public record Known(GuardState state) implements Reading {}

  /**
   * It cannot be read.
   *
   * @param reason why, and what to do, in one line
   */
  public record Unknown(String reason) implements Reading {}

  /** The state before and after a change. */
  public record Change(GuardState before, GuardState after) {}

  public GuardObject(S3Client s3, String bucket, InstantSource clock) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.watched = new WatchedObject<>(s3, bucket, KEY, new Watching(), clock);
  }

  /** What is known of the state now. */
  public Reading current() {
    return watched.current();
  }

  /**
   * Changes the state, unless others change it at this moment. A state that cannot be read is left
   * as it is.
   *
   * @return empty if nothing was written
   */
  public Optional<Change> add(UnaryOperator<GuardState> change) {
    return write(change, false);
  }

  /** The same, and in the place of a state that cannot be read a new one is begun. */
  public Optional<Change> repair(UnaryOperator<GuardState> change) {
    return write(change, true);
  }

  private Optional<Change> write(UnaryOperator<GuardState> change, boolean mayReplaceDamaged) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(bucket).key(KEY).contentType("application/json");
    GuardState before;
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY));
      put.ifMatch(object.response().eTag());
      before = GuardFormat.read(new String(object.asByteArrayUnsafe(), StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      if (!mayReplaceDamaged) {
        return Optional.empty();
      }
      before = GuardState.EMPTY;
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      put.ifNoneMatch("*");
      before = GuardState.EMPTY;
    }
    GuardState after = change.apply(before);
    try {
      s3.putObject(put.build(), RequestBody.fromString(GuardFormat.write(after)));
    } catch (S3Exception e) {
      // 412: it changed. 409: it is being changed just now. 404: it is gone.
      if (e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
    watched.forget();
    return Optional.of(new Change(before, after));
  }

  private static final class Watching implements WatchedObject.Reading<Reading> {
    @Override
    public Reading read(byte[] bytes) {
      try {
        return new Known(GuardFormat.read(new String(bytes, StandardCharsets.UTF_8)));
      } catch (MalformedException e) {
        return new Unknown(
            "deletions are stopped: the guard's state "
                + KEY
                + " is damaged ("
                + e.getMessage()
                + "); to begin a new one: boardsift guard lift --all");
      }
    }

    @Override
    public Reading absent() {
      return new Known(GuardState.EMPTY);
    }

    @Override
    public Reading unreachable(SdkException e) {
      return new Unknown("deletions are stopped: the guard's state cannot be read");
    }
  }
}
