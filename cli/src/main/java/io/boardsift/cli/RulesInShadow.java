package io.boardsift.cli;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The rule file that a deployment's triage asks and does not obey. */
final class RulesInShadow {
  private final S3Client s3;
  private final String bucket;
  private final ConditionalObject object;

  RulesInShadow(OpenDeployment open) {
    s3 = open.s3();
    bucket = open.resultsBucket();
    object = new ConditionalObject(s3, bucket, ResultsBucket.RULES_IN_SHADOW);
  }

  /**
   * What lies there.
   *
   * @param since when it was put there
   */
  record Stored(RuleSet rules, Instant since) {}

  String address() {
    return object.address();
  }

  /**
   * The file that is there, if there is one.
   *
   * @throws SdkException if it cannot be read
   * @throws CommandException if it is not right
   */
  Optional<Stored> find() {
    Optional<ConditionalObject.State> there = object.read();
    try {
      return there.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Stored(RuleFile.parse(address(), there.get().bytes()), there.get().writtenAt()));
    } catch (RuleFileException e) {
      throw CommandException.badInput(
          e.getMessage() + "; triage asks no rules in shadow until it is right");
    }
  }

  /** When what is there was put there, right or not; empty if there is nothing. */
  Optional<Instant> writtenAt() {
    return object.read().map(ConditionalObject.State::writtenAt);
  }

  /** Since when exactly this content lies there; empty if something else does, or nothing. */
  Optional<Instant> since(byte[] content) {
    return object
        .read()
        .filter(state -> Arrays.equals(state.bytes(), content))
        .map(ConditionalObject.State::writtenAt);
  }

  /** Puts a file there, in the place of what is there. */
  void put(byte[] content) {
    s3.putObject(
        put ->
            put.bucket(bucket).key(ResultsBucket.RULES_IN_SHADOW).contentType("application/yaml"),
        RequestBody.fromBytes(content));
  }

  void remove() {
    s3.deleteObject(delete -> delete.bucket(bucket).key(ResultsBucket.RULES_IN_SHADOW));
  }
}
