package io.boardsift.local;

import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs a deployment's functions and brings triage its events. A deployment may have one of its own
 * that does both worse than the machine would: a trial of failures.
 */
public interface FunctionHost {
  /** A function's code, which may be started more than once. */
  @FunctionalInterface
  interface Code {
    LocalFunction start(Settings settings, S3Client s3, SqsClient sqs);
  }

  /**
   * A function that is invoked from now on.
   *
   * @param s3 where S3 is
   * @param sqs where SQS is
   * @param account who may use both
   */
  LocalFunction host(
      String name, Settings settings, Code code, URI s3, URI sqs, LocalAccount account);

  /** Takes an event of an upload to triage, at once or later, once or more often. */
  void deliver(String event, Consumer<String> triage);
}
