package io.boardsift.local.cli;

import io.boardsift.aws.Queue;
import io.boardsift.local.aws.EmbeddedS3;
import io.boardsift.local.aws.LocalAccount;
import io.boardsift.local.pipeline.DataFolder;
import io.boardsift.local.pipeline.Restoration;
import io.boardsift.local.pipeline.Restoration.Deleted;
import io.boardsift.sift.records.ReviewTask;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code boardsift restore}. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Brings deleted photos back: those of a running \"boardsift up\", or else of the last \"run\""
          + " or \"demo\". They come back under their keys, and people get to look at them.",
      "Without KEY, --all or --since it lists what can be brought back."
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "KEY", description = "keys of photos, as listed")
  private List<String> keys = List.of();

  @Option(names = "--all", description = "every deleted photo")
  private boolean all;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "every photo deleted since then: a duration such as 2h or 30m, a date, or a date and time"
              + " (2026-11-23T14:00)")
  private String since;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the folder of an \"up --data DIR\", running or not")
  private Path data;

  @Mixin private Output output;

  @Override
  public Integer call() {
    boolean isListing = keys.isEmpty() && !all && since == null;
    if (!keys.isEmpty() && (all || since != null)) {
      throw CommandException.badInput("restore: either keys, or --all, or --since");
    }
    Instant from = since == null ? Instant.MIN : parse(since, Instant.now());
    Path folder = folder();
    List<Deleted> restored = new ArrayList<>();
    inFolder(
        folder,
        place -> {
          Restoration restoration = new Restoration(place.s3());
          if (isListing) {
            list(restoration.deleted());
          } else {
            List<Deleted> chosen = choose(restoration, from);
            for (Deleted deleted : chosen) {
              restoration.restore(deleted);
              place.announce().accept(deleted);
              restored.add(deleted);
            }
          }
        });
    if (!isListing) {
      tell(restored);
    }
    return 0;
  }

  /** Buckets to restore in, and who has to know of a photo brought back. */
  private record Place(S3Client s3, Consumer<Deleted> announce) {}

  private Path folder() {
    if (data != null) {
      if (!Files.isDirectory(data)) {
        throw CommandException.badInput("--data " + data + ": there is no such folder");
      }
      return data;
    }
    if (RunningDeployment.read(UpCommand.DATA).isPresent()) {
      return UpCommand.DATA;
    }
    if (!Files.isDirectory(PipelineRun.LAST)) {
      throw CommandException.badInput(
          "nothing to restore from here: neither \"boardsift up\" is running, nor was there a"
              + " \"run\" or \"demo\" in this folder");
    }
    return PipelineRun.LAST;
  }

  private static void inFolder(Path folder, Consumer<Place> work) {
    var running = RunningDeployment.read(folder);
    if (running.isPresent() && isAnswering(running.get())) {
      try (S3Client s3 = LocalAccount.s3(running.get().s3());
          SqsClient sqs = LocalAccount.sqs(running.get().sqs())) {
        Queue review = new Queue(sqs, running.get().reviewQueue());
        work.accept(
            new Place(s3, deleted -> review.send(new ReviewTask(deleted.photo()).toJson())));
      }
      return;
    }
    try (DataFolder held = DataFolder.open(folder);
        EmbeddedS3 embedded = EmbeddedS3.start(held.resolve("s3"), 0, version -> {});
        S3Client s3 = LocalAccount.s3(embedded.endpoint())) {
      // Nobody is there to be told; the next "up" on this folder sends the photos to people.
      work.accept(new Place(s3, deleted -> {}));
    } catch (IllegalStateException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  private static boolean isAnswering(RunningDeployment running) {
    try (var socket = new Socket(running.s3().getHost(), running.s3().getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private List<Deleted> choose(Restoration restoration, Instant from) {
    if (keys.isEmpty()) {
      return restoration.deleted().stream()
          .filter(deleted -> !deleted.at().isBefore(from))
          .toList();
    }
    return keys.stream()
        .map(
            key ->
                restoration
                    .deleted(key)
                    .orElseThrow(
                        () ->
                            CommandException.badInput(
                                key
                                    + ": Boardsift has deleted no photo of this key (\"boardsift"
                                    + " restore\" lists those it has)")))
        .toList();
  }

  private void list(List<Deleted> deleted) {
    for (Deleted one : deleted) {
      output.text().printf("%s  %s%n", one.photo().key(), one.decision().reason());
    }
    output
        .text()
        .printf(
            Locale.ROOT,
            "%,d photos can be brought back: boardsift restore KEY…, or --all%n",
            deleted.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deleted", deleted.stream().map(one -> one.photo().key()).toList());
    output.json(json);
  }

  private void tell(List<Deleted> restored) {
    output.text().printf(Locale.ROOT, "%,d photos are back, and go to people.%n", restored.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("restored", restored.stream().map(one -> one.photo().key()).toList());
    output.json(json);
  }

  static Instant parse(String since, Instant now) {
    try {
      if (since.matches("\\d+[smhd]")) {
        String iso = since.endsWith("d") ? "P" + since : "PT" + since;
        return now.minus(Duration.parse(iso.toUpperCase(Locale.ROOT)));
      }
      if (since.endsWith("Z")) {
        return Instant.parse(since);
      }
      LocalDateTime local =
          since.contains("T") ? LocalDateTime.parse(since) : LocalDate.parse(since).atStartOfDay();
      return local.atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw CommandException.badInput(
          "--since " + since + ": give 2h, 30m, 3d, a date or a date and time (2026-11-23T14:00)");
    }
  }
}
