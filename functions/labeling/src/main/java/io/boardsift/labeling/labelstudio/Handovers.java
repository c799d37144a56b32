package io.boardsift.labeling.labelstudio;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is known of each photo's way to Label Studio: {@code label-studio/<fingerprint>.json} in the
 * results bucket. Each is replaced only as it was read.
 */
final class Handovers {
  private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

  private final S3Client s3;
  private final String bucket;

  Handovers(S3Client s3, String resultsBucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(resultsBucket);
  }

  /**
   * As it lies in the bucket.
   *
   * @param handover empty if it cannot be read
   * @param eTag its tag
   */
  record Stored(Optional<Handover> handover, String eTag) {}

  static String key(String fingerprint) {
    return "label-studio/" + fingerprint + ".json";
  }

  /** What is known of a photo. */
  Optional<Stored> read(Photo photo) {
    return read(photo.fingerprint());
  }

  /** What is known of the photo with a fingerprint. */
  Optional<Stored> read(String fingerprint) {
    ConditionalObject object = object(fingerprint);
    return object.read().map(state -> new Stored(handover(object, state), state.eTag()));
  }

  private static Optional<Handover> handover(
      ConditionalObject object, ConditionalObject.State state) {
    try {
      return Optional.of(Handover.fromJson(state.text()));
    } catch (MalformedException e) {
      LOG.error("cannot be read, so it is written again", entry("object", object.address()), e);
      return Optional.empty();
    }
  }

  /**
   * Writes what is known now.
   *
   * @param before the tag of what was read; empty if there was nothing
   * @return its tag; empty if somebody else was first
   */
  Optional<String> write(Optional<String> before, Handover handover) {
    return object(handover.photo().fingerprint()).write(before, handover.toJson());
  }

  private ConditionalObject object(String fingerprint) {
    return new ConditionalObject(s3, bucket, key(fingerprint));
  }
}
