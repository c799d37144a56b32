package io.boardsift.labeling;

import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalFunction;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The keeper of a labeling job that needs no clients of Ground Truth. */
final class KeeperRun {
  private KeeperRun() {}

  /**
   * Runs it once.
   *
   * @param later than now, by its clock
   */
  static void keep(
      Settings settings, S3Client s3, SqsClient sqs, Duration later, Duration timeout) {
    KeeperHandler keeper =
        new KeeperHandler(
            settings,
            s3,
            sqs,
            () -> {
              throw new AssertionError("only Ground Truth needs a job's clients");
            },
            InstantSource.offset(InstantSource.system(), later));
    new LocalFunction("keeper", keeper, timeout).invoke("{}");
  }
}
