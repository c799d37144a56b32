package io.boardsift.cli;

import io.boardsift.aws.Clients;
import io.boardsift.aws.DeploymentNote;
import io.boardsift.aws.Queue;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.local.Closer;
import io.boardsift.local.LocalDeployment;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Which deployment a command works on: one on this machine, or one on AWS. */
final class DeploymentOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the folder of an \"up --data DIR\", running or not")
  private Path data;

  @Option(
      names = "--results",
      paramLabel = "s3://BUCKET",
      description =
          "a deployment's results bucket, used with the credentials and the region of your"
              + " environment")
  private String results;

  @Option(
      names = "--photos",
      paramLabel = "s3://BUCKET",
      description = "its photos bucket, where the results bucket does not name it yet")
  private String photos;

  @Option(
      names = "--review-queue",
      paramLabel = "URL",
      description = "its review queue, where the results bucket does not name it yet")
  private URI reviewQueue;

  /**
   * A deployment to work on until it is closed.
   *
   * @param askPeople sends a photo to people; does nothing where nothing runs, as the next {@code
   *     up} does it then
   * @param triageAgain sends a photo to triage, likewise
   */
  record OpenDeployment(
      S3Client s3,
      String photosBucket,
      String resultsBucket,
      Consumer<Photo> askPeople,
      Consumer<Photo> triageAgain,
      AutoCloseable closer)
      implements AutoCloseable {
    @Override
    public void close() {
      try {
        closer.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The options that name the same deployment to the next command, with a space before each. */
  String again() {
    if (results != null) {
      return " --results " + results;
    }
    return data == null ? "" : " --data " + data;
  }

  /**
   * Opens what was named, or else the running {@code up} or the last {@code run}.
   *
   * @param asksPeople whether the command sends photos to people
   */
  OpenDeployment open(boolean asksPeople) {
    return open(asksPeople, false);
  }

  /** Opens it for a command that may send photos to triage. */
  OpenDeployment openForTriage(boolean isSending) {
    return open(false, isSending);
  }

  private OpenDeployment open(boolean asksPeople, boolean triagesAgain) {
    if (results == null && photos == null && reviewQueue == null) {
      return local();
    }
    if (data != null) {
      throw CommandException.badInput("either --data, or --results and --photos");
    }
    if (results == null) {
      throw CommandException.badInput(
          (photos == null ? "--review-queue" : "--photos") + " needs --results s3://BUCKET, too");
    }
    return deployed(S3Place.parse("--results", results).bucket(), asksPeople, triagesAgain);
  }

  /** Opens what was named, for a command that reads and writes records only. */
  OpenDeployment openRecords() {
    if (results == null) {
      return open(false);
    }
    if (data != null) {
      throw CommandException.badInput("either --data or --results");
    }
    String bucket = S3Place.parse("--results", results).bucket();
    try {
      S3Client s3 = Clients.s3();
      return new OpenDeployment(s3, "", bucket, photo -> {}, photo -> {}, s3);
    } catch (SdkException e) {
      throw refused(e);
    }
  }

  private OpenDeployment local() {
    if (data != null && !Files.isDirectory(data)) {
      throw CommandException.badInput("--data " + data + ": there is no such folder");
    }
    LocalBuckets buckets = LocalBuckets.in(data == null ? LocalBuckets.latest() : data);
    return new OpenDeployment(
        buckets.s3(),
        LocalDeployment.PHOTOS,
        LocalDeployment.RESULTS,
        buckets::askPeople,
        buckets::triageAgain,
        buckets);
  }

  private OpenDeployment deployed(String resultsBucket, boolean asksPeople, boolean triagesAgain) {
    Closer closer = new Closer();
    try {
      S3Client s3 = closer.add(Clients.s3());
      Optional<DeploymentNote> note = DeploymentNote.find(s3, resultsBucket);
      String photosBucket =
          photos != null
              ? S3Place.parse("--photos", photos).bucket()
              : note.map(DeploymentNote::photosBucket).orElseThrow(() -> unknown("--photos"));
      return new OpenDeployment(
          s3,
          photosBucket,
          resultsBucket,
          asksPeople ? reviewQueue(closer, note) : photo -> {},
          triagesAgain ? failures(closer, note) : photo -> {},
          closer);
    } catch (SdkException e) {
      closer.close();
      throw refused(e);
    } catch (RuntimeException e) {
      closer.close();
      throw e;
    }
  }

  private Consumer<Photo> reviewQueue(Closer closer, Optional<DeploymentNote> note) {
    URI url =
        reviewQueue != null
            ? reviewQueue
            : note.map(DeploymentNote::reviewQueue).orElseThrow(() -> unknown("--review-queue"));
    Queue queue = new Queue(closer.add(Clients.sqs()), url);
    return photo -> queue.send(new ReviewTask(photo).toJson());
  }

  private Consumer<Photo> failures(Closer closer, Optional<DeploymentNote> note) {
    URI url =
        note.flatMap(DeploymentNote::triageFailures)
            .orElseThrow(
                () ->
                    CommandException.badInput(
                        results
                            + " does not name the queue of what is to be triaged again yet: the"
                            + " keeper of a deployment that has one writes it into "
                            + DeploymentNote.KEY
                            + " there every ten minutes"));
    Queue queue = new Queue(closer.add(Clients.sqs()), url);
    return photo -> queue.send(FailedInvocation.message(photo));
  }

  private CommandException unknown(String option) {
    return CommandException.badInput(
        option
            + " is needed: "
            + results
            + " does not name it yet (the keeper writes "
            + DeploymentNote.KEY
            + " there every ten minutes; or see the stack's outputs)");
  }

  /** What AWS refused, in its own first sentence, and what to set. */
  CommandException refused(SdkException e) {
    String place = results == null ? "" : "--results " + results + ": ";
    return CommandException.badInput(place + AwsRefusal.words(e));
  }
}
