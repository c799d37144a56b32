package io.boardsift.triage;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.CachedObject;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The rules as an object in the results bucket, so that their owner changes them without a
 * deployment. The shipped rules hold as long as there is no such object; one that is refused sends
 * everything to people until it is corrected. Rules that were in force stay so while the bucket
 * cannot be reached. Next to them lie rules in shadow, where there are some, on which nothing
 * depends.
 */
final class RulesSource {
  private static final Logger LOG = LoggerFactory.getLogger(RulesSource.class);

  private final CachedObject<Rulebook> rulesInForce;
  private final CachedObject<Optional<RuleSet>> rulesInShadow;

  RulesSource(S3Client s3, String bucket, InstantSource clock) {
    ConditionalObject inForce = new ConditionalObject(s3, bucket, ResultsBucket.RULES);
    rulesInForce = new CachedObject<>(inForce, new InForce(inForce.address()), clock);
    ConditionalObject inShadow = new ConditionalObject(s3, bucket, ResultsBucket.RULES_IN_SHADOW);
    rulesInShadow = new CachedObject<>(inShadow, new InShadow(inShadow.address()), clock);
  }

  /**
   * The rules now, or up to half a minute ago.
   *
   * @throws SdkException if they were never read here and cannot be now; that says nothing of any
   *     photo, so nothing may be decided
   */
  Rulebook current() {
    return rulesInForce.current();
  }

  /** The rules in shadow; empty if there are none, or if they cannot be read, for any reason. */
  Optional<RuleSet> inShadow() {
    try {
      return rulesInShadow.current();
    } catch (RuntimeException | Error e) {
      LOG.warn("rules in shadow cannot be read, so none are asked", e);
      return Optional.empty();
    }
  }

  private record InForce(String name) implements CachedObject.Reading<Rulebook> {
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

  private record InShadow(String name) implements CachedObject.Reading<Optional<RuleSet>> {
    @Override
    public Optional<RuleSet> read(byte[] content) {
      try {
        return Optional.of(RuleFile.parse(name, content));
      } catch (RuleFileException e) {
        LOG.warn("rules in shadow are refused, so none are asked", entry("reason", e.getMessage()));
        return Optional.empty();
      }
    }

    @Override
    public Optional<RuleSet> absent() {
      return Optional.empty();
    }

    @Override
    public Optional<RuleSet> unreachable(SdkException e) {
      return Optional.empty();
    }
  }
}
