package io.boardsift.emulator.aws.s3;

import java.util.Optional;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/**
 * What a request demands of the version that is current when it is carried out.
 *
 * @param ifMatch an eTag, {@code *} for any, or null for no demand
 * @param ifNoneMatch the same, negated
 */
public record Precondition(String ifMatch, String ifNoneMatch) {
  public static final Precondition NONE = new Precondition(null, null);

  /** The demand of a deletion. */
  public static Precondition ifMatch(String eTag) {
    return new Precondition(eTag, null);
  }

  /**
   * Checks a write.
   *
   * @param current the key's current version, unless that is a delete marker
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 412 if the demand is not met; 404
   *     if something has to match and nothing is there
   */
  void check(String bucket, String key, Optional<StoredVersion> current) {
    if (ifMatch != null) {
      if (current.isEmpty()) {
        throw S3Exceptions.noSuchKey(bucket, key, "nothing to match");
      }
      if (!matches(ifMatch, current.get())) {
        throw S3Exceptions.fromStatusCode(412);
      }
    }
    if (ifNoneMatch != null && current.isPresent() && matches(ifNoneMatch, current.get())) {
      throw S3Exceptions.fromStatusCode(412);
    }
  }

  /** Whether a condition's eTag, with or without quotes, is the version's. */
  public static boolean matches(String eTag, StoredVersion version) {
    return eTag.equals("*") || eTag.replace("\"", "").equals(version.eTag());
  }
}
