package io.boardsift.local.cli;

import io.boardsift.local.pipeline.Restoration;
import io.boardsift.local.pipeline.Restoration.Deleted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      converter = TimeConverter.class,
      description =
          "every photo deleted since then: a duration such as 2h or 30m, a date, or a date and time"
              + " (2026-11-23T14:00)")
  private Instant since;

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
    Instant from = since == null ? Instant.MIN : since;
    Path folder = folder();
    try (LocalBuckets buckets = LocalBuckets.in(folder)) {
      Restoration restoration = new Restoration(buckets.s3());
      if (isListing) {
        list(restoration.deleted());
        return 0;
      }
      List<Deleted> chosen = choose(restoration, from);
      for (Deleted deleted : chosen) {
        restoration.restore(deleted);
        buckets.askPeople(deleted.photo());
      }
      tell(chosen);
    }
    return 0;
  }

  private Path folder() {
    if (data == null) {
      return LocalBuckets.latest();
    }
    if (!Files.isDirectory(data)) {
      throw CommandException.badInput("--data " + data + ": there is no such folder");
    }
    return data;
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
}
