package io.boardsift.emulator.aws.s3.awssdk;

import io.boardsift.emulator.aws.s3.Precondition;
import io.boardsift.emulator.aws.s3.StoredVersion;
import java.time.Instant;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/**
 * What a reader demands of a version; a field is null where nothing is demanded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions">RFC 9110,
 *     precedence of preconditions</a>
 */
record ReadCondition(
    String ifMatch, String ifNoneMatch, Instant ifModifiedSince, Instant ifUnmodifiedSince) {

  /** Answers 412 where a match is missing, and 304 where the reader has the version already. */
  void check(StoredVersion version) {
    check(version, 304);
  }

  /** Of a copy's source: every unmet demand is a 412. */
  void checkCopy(StoredVersion version) {
    check(version, 412);
  }

  private void check(StoredVersion version, int unchanged) {
    Instant modified = Instant.ofEpochSecond(version.modified().getEpochSecond());
    if (ifMatch != null) {
      refuseIf(!Precondition.matches(ifMatch, version), 412);
    } else if (ifUnmodifiedSince != null) {
      refuseIf(modified.isAfter(ifUnmodifiedSince), 412);
    }
    if (ifNoneMatch != null) {
      refuseIf(Precondition.matches(ifNoneMatch, version), unchanged);
    } else if (ifModifiedSince != null) {
      refuseIf(!modified.isAfter(ifModifiedSince), unchanged);
    }
  }

  private static void refuseIf(boolean unmet, int status) {
    if (unmet) {
      throw S3Exceptions.fromStatusCode(status);
    }
  }
}
