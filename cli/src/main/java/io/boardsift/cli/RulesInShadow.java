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
   */
  Optional<Stored> find() {
    return object.read().map(this::stored);
  }

  private Stored stored(ConditionalObject.State state) {
    try {
      return new Stored(RuleFile.parse(address(), state.bytes()), state.writtenAt());
    } catch (RuleFileException e) {
      throw CommandException.badInput(
          e.getMessage() + "; triage asks no rules in shadow until it is right");
    }
  }

  /** Since when exactly this content lies there; empty if something else does, or nothing. */
  Optional<Instant> since(byte[] content) {
    return object
        .read()
        .filter(state -> Arrays.equals(state.bytes(), content))
        .map(ConditionalObject.State::writtenAt);
  }

  /** Puts a file there. The same one is left as it is, so that its time goes on. */
  void put(byte[] content) {
    if (since(content).isEmpty()) {
      s3.putObject(
          put ->
              put.bucket(bucket).key(ResultsBucket.RULES_IN_SHADOW).contentType("application/yaml"),
          RequestBody.fromBytes(content));
    }
  }

  void remove() {
    s3.deleteObject(delete -> delete.bucket(bucket).key(ResultsBucket.RULES_IN_SHADOW));
  }
}
