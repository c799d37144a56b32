package io.boardsift.triage;

import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
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
 * The rules as an object in the results bucket, so that their owner changes them without a
 * deployment. The shipped rules hold as long as there is no such object. A changed object is
 * noticed within {@link #FRESH}; one that is refused sends everything to people until it is mended.
 */
final class RulesObject {
  static final String KEY = "rules.yaml";

  /** For how long rules are used without looking whether they changed. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private final S3Client s3;
  private final String bucket;
  private final InstantSource clock;

  private Rulebook rulebook;
  private String eTag = "";
  private Instant looked = Instant.MIN;

  RulesObject(S3Client s3, String bucket, InstantSource clock) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
    this.clock = Objects.requireNonNull(clock);
  }

  synchronized Rulebook current() {
    Instant now = clock.instant();
    if (rulebook == null || now.isAfter(looked.plus(FRESH))) {
      look();
      looked = now;
    }
    return rulebook;
  }

  private void look() {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(
              get -> {
                get.bucket(bucket).key(KEY);
                if (!eTag.isEmpty()) {
                  get.ifNoneMatch(eTag);
                }
              });
      eTag = object.response().eTag();
      rulebook = read(object.asByteArrayUnsafe());
    } catch (S3Exception e) {
      switch (e.statusCode()) {
        case 304 -> {} // unchanged
        case 404 -> {
          eTag = "";
          rulebook = new Rulebook.InForce(RuleFile.shipped());
        }
        default -> unreachable(e);
      }
    } catch (SdkException e) {
      unreachable(e);
    }
  }

  /** Rules that were in force stay so; without any, people see every photo. */
  private void unreachable(SdkException e) {
    if (rulebook == null) {
      rulebook = new Rulebook.Refused("the rules cannot be read: " + e.getMessage());
    }
  }

  private Rulebook read(byte[] content) {
    try {
      return new Rulebook.InForce(RuleFile.parse("s3://" + bucket + "/" + KEY, content));
    } catch (RuleFileException e) {
      return new Rulebook.Refused(e.getMessage());
    }
  }
}
