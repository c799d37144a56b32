package io.boardsift.cli;

import io.boardsift.aws.Queue;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.emulator.aws.EmbeddedS3;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.local.Closer;
import io.boardsift.local.DataFolder;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The buckets of a deployment on this machine: of one that runs, or as one left them. */
final class LocalBuckets implements AutoCloseable {
  private final Closer closer = new Closer();
  private final S3Client s3;

  /** Empty where nothing runs: the next {@code up} on these buckets sends photos to people. */
  private final Optional<Queue> reviewQueue;

  private final Optional<Queue> failures;

  private LocalBuckets(RunningDeployment running) {
    s3 = closer.add(running.account().s3(running.s3()));
    SqsClient sqs = closer.add(running.account().sqs(running.sqs()));
    reviewQueue = Optional.of(new Queue(sqs, running.reviewQueue()));
    failures = Optional.of(new Queue(sqs, running.failuresQueue()));
  }

  private LocalBuckets(DataFolder held) {
    closer.add(held);
    LocalAccount account = LocalAccount.random();
    EmbeddedS3 embedded =
        closer.add(
            EmbeddedS3.start(held.resolve("s3"), 0, account, Durability.POWER, version -> {}));
    s3 = closer.add(account.s3(embedded.endpoint()));
    reviewQueue = Optional.empty();
    failures = Optional.empty();
  }

  /** The data folder of the running {@code up}, or else of the last {@code run} or {@code demo}. */
  static Path latest() {
    if (running(UpCommand.DATA).isPresent()) {
      return UpCommand.DATA;
    }
    if (!Files.isDirectory(PipelineRun.LAST)) {
      throw CommandException.badInput(
          "nothing is here yet: neither is \"boardsift up\" running, nor was there a \"run\" or"
              + " \"demo\" in this folder");
    }
    return PipelineRun.LAST;
  }

  /** The buckets in a data folder. */
  static LocalBuckets in(Path folder) {
    Optional<RunningDeployment> running = running(folder);
    try {
      return running.isPresent()
          ? new LocalBuckets(running.get())
          : new LocalBuckets(DataFolder.open(folder));
    } catch (IllegalStateException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  private static Optional<RunningDeployment> running(Path folder) {
    return RunningDeployment.read(folder).filter(LocalBuckets::isAnswering);
  }

  private static boolean isAnswering(RunningDeployment running) {
    try (var socket = new Socket(running.s3().getHost(), running.s3().getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  S3Client s3() {
    return s3;
  }

  /** Sends a photo to people, if a deployment runs here. */
  void askPeople(Photo photo) {
    reviewQueue.ifPresent(queue -> queue.send(new ReviewTask(photo).toJson()));
  }

  /** Sends a photo to triage, if a deployment runs here; the next one finds it by its record. */
  void triageAgain(Photo photo) {
    failures.ifPresent(queue -> queue.send(FailedInvocation.message(photo)));
  }

  @Override
  public void close() {
    closer.close();
  }
}
