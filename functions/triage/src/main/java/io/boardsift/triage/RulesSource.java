package io.boardsift.triage;

import io.boardsift.aws.CachedObject;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The rules as an object in the results bucket, so that their owner changes them without a
 * deployment. The shipped rules hold as long as there is no such object; one that is refused sends
 * everything to people until it is corrected. Rules that were in force stay so while the bucket
 * cannot be reached.
 */
final class RulesSource {
  private final CachedObject<Rulebook> object;

  RulesSource(S3Client s3, String bucket, InstantSource clock) {
    ConditionalObject rules = new ConditionalObject(s3, bucket, ResultsBucket.RULES);
    object = new CachedObject<>(rules, new Reading(rules.address()), clock);
  }

  /**
   * The rules now, or up to half a minute ago.
   *
   * @throws SdkException if they were never read here and cannot be now; that says nothing of any
   *     photo, so nothing may be decided
   */
  Rulebook current() {
    return object.current();
  }

  private record Reading(String name) implements CachedObject.Reading<Rulebook> {
    @Override
    public Rulebook read(byte[] content) {
      try {
        return new Rulebook.InForce(RuleFile.parse(name, content));
      } catch (RuleFileException e) {
        return new Rulebook.Refused(e.getMessage());
      }
    }

    @Override
    public Rulebook absent() {
      return new Rulebook.InForce(RuleFile.shipped());
    }

    @Override
    public Rulebook unreachable(SdkException e) {
      throw e;
    }
  }
}
