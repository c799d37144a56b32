package io.boardsift.cli;

import io.boardsift.aws.Clients;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.FolderRecords;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.evaluation.report.RestoreCommandLine;
import io.boardsift.local.LocalDeployment;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Whose decisions and answers a command reads. */
final class ResultsOption {
  @Option(
      names = "--results",
      paramLabel = "DIR|s3://BUCKET",
      description =
          "decisions and people's answers: a results bucket, read with the credentials of your"
              + " environment; the folder of an \"up --data DIR\"; or, for report and export, a copy of the"
              + " bucket")
  private String place;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "leave out what was decided before: 30d, 12h, a date, or a date and time")
  private Instant since;

  boolean isGiven() {
    return place != null;
  }

  boolean isSinceGiven() {
    return since != null;
  }

  /** How photos of these records are brought back; empty for a copy of the records alone. */
  Optional<RestoreCommandLine> restoring() {
    if (place == null) {
      return Optional.of(new RestoreCommandLine(List.of()));
    }
    if (S3Place.isOne(place)) {
      return Optional.of(new RestoreCommandLine(List.of("--results", place)));
    }
    return FolderRecords.isOne(Path.of(place))
        ? Optional.empty()
        : Optional.of(new RestoreCommandLine(List.of("--data", place)));
  }

  /** Records to read until they are closed. */
  record OpenRecords(Records records, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /** Opens what was named, or else the running {@code up} or the last {@code run}. */
  OpenRecords open(PrintWriter err) {
    if (place != null && S3Place.isOne(place)) {
      return bucket(S3Place.parse("--results", place).bucket());
    }
    Path folder = place == null ? LocalBuckets.latest() : Path.of(place);
    if (!Files.isDirectory(folder)) {
      throw CommandException.badInput("--results " + place + ": there is no such folder");
    }
    if (place == null) {
      err.println("Reading the records in " + folder);
    }
    if (FolderRecords.isOne(folder)) {
      return new OpenRecords(new FolderRecords(folder), () -> {});
    }
    if (place != null && !Files.isDirectory(folder.resolve("s3"))) {
      throw CommandException.badInput(
          "--results "
              + place
              + ": neither the folder of an \"up --data DIR\" nor a copy of a results bucket, which"
              + " has a folder \"decisions\"");
    }
    LocalBuckets buckets = LocalBuckets.in(folder);
    return new OpenRecords(
        new BucketRecords(buckets.s3(), LocalDeployment.RESULTS), buckets::close);
  }

  private OpenRecords bucket(String name) {
    try {
      S3Client s3 = Clients.s3();
      return new OpenRecords(new BucketRecords(s3, name), s3::close);
    } catch (SdkException e) {
      throw refused(e);
    }
  }

  private CommandException refused(SdkException e) {
    return CommandException.badInput("--results " + place + ": " + AwsRefusal.words(e));
  }

  /** All reviewed photos there; at least one. */
  ReviewedPhotos read(Records records, PrintWriter err) {
    Instant from = since == null ? Instant.EPOCH : since;
    ReviewedPhotos reviewed;
    try {
      reviewed = ReviewedPhotos.read(records, from, progress(err));
    } catch (SdkException e) {
      throw refused(e);
    }
    tellDamaged(reviewed.damaged(), err);
    if (reviewed.all().isEmpty()) {
      throw CommandException.badInput(
          (place == null ? "" : "--results " + place + ": ")
              + "no decision is recorded there"
              + (since == null ? "" : " since " + since));
    }
    return reviewed;
  }

  /** Shows how many records are read, given how many there are. */
  static IntFunction<Runnable> progress(PrintWriter err) {
    return total -> new Progress(err, "records", total)::step;
  }

  /** Names the records that cannot be read, and why. */
  static void tellDamaged(List<String> damaged, PrintWriter err) {
    damaged.forEach(record -> err.println("left out, as it cannot be read: " + record));
  }
}
