package io.boardsift.cli;

import io.boardsift.aws.Restoration;
import io.boardsift.aws.Restoration.Deleted;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.records.DecisionRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift restore}. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Brings deleted photos back: those of a running \"boardsift up\", or else of the last \"run\""
          + " or \"demo\"; with --results those of a deployment on AWS. They come back under their"
          + " keys, and people get to look at them.",
      "Without KEY, --all, --since or --rule it lists what can be brought back."
    })
final class RestoreCommand implements Callable<Integer> {
  private static final String WHY = "by the restore command";

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
      names = "--rule",
      paramLabel = "RULE",
      description = "every photo that this rule deleted; with --since, of those since then")
  private String rule;

  @Mixin private DeploymentOption deployment;
  @Mixin private Output output;

  @Override
  public Integer call() {
    boolean isSome = since != null || rule != null;
    boolean isListing = keys.isEmpty() && !all && !isSome;
    if (!keys.isEmpty() && (all || isSome)) {
      throw CommandException.badInput("restore: either keys, or --all, or --since and --rule");
    }
    if (all && isSome) {
      throw CommandException.badInput("restore: either --all, or --since and --rule");
    }
    try (OpenDeployment open = deployment.open(!isListing)) {
      Restoration restoration =
          new Restoration(
              open.s3(),
              open.photosBucket(),
              open.resultsBucket(),
              open.askPeople(),
              InstantSource.system());
      if (isListing) {
        list(restoration);
      } else {
        restore(restoration);
      }
      return 0;
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private Stream<Deleted> chosen(Restoration restoration) {
    if (keys.isEmpty()) {
      Instant from = since == null ? Instant.MIN : since;
      return restoration
          .deleted()
          .filter(deleted -> !deleted.at().isBefore(from) && isOfRule(deleted));
    }
    // All keys are looked up first, so that a mistake in one brings nothing back.
    List<Deleted> chosen = new ArrayList<>();
    for (String key : keys) {
      List<Deleted> deleted = restoration.deleted(key);
      if (deleted.isEmpty()) {
        throw CommandException.badInput(
            key
                + ": Boardsift has deleted no photo of this key (\"boardsift restore\" lists those"
                + " it has; \"boardsift show KEY\" says where a photo is)");
      }
      chosen.addAll(deleted);
    }
    return chosen.stream();
  }

  private boolean isOfRule(Deleted deleted) {
    DecisionRecord record = deleted.decision().record();
    return rule == null
        || (record.outcome() == Outcome.DELETE && record.rule().equals(Optional.of(rule)));
  }

  /** One after the other, so that what is restored when this is cut off stays restored. */
  private void restore(Restoration restoration) {
    PrintWriter err = output.err();
    List<String> restored = new ArrayList<>();
    chosen(restoration)
        .forEach(
            deleted -> {
              restoration.restore(deleted, WHY);
              restored.add(deleted.photo().key());
              if (!deleted.isShownAfter()) {
                err.println(
                    deleted.photo().key()
                        + ": a newer photo has this key; the restored one is version "
                        + deleted.photo().versionId()
                        + ", and reviewers will see it");
              }
              if (restored.size() % 1000 == 0) {
                err.printf(Locale.ROOT, "%,d photos are back%n", restored.size());
              }
            });
    if (restored.isEmpty() && rule != null) {
      throw CommandException.badInput(
          "--rule "
              + rule
              + ": nothing that it deleted can be brought back (\"boardsift restore\" lists what can)");
    }
    output
        .text()
        .printf(Locale.ROOT, "%,d restored; people will be asked about them.%n", restored.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("restored", restored.size());
    json.put("photos", restored);
    output.json(json);
  }

  private void list(Restoration restoration) {
    List<String> deleted = new ArrayList<>();
    chosen(restoration)
        .forEach(
            one -> {
              deleted.add(one.photo().key());
              output.text().printf("%s  %s%n", one.photo().key(), one.decision().record().reason());
            });
    output
        .text()
        .printf(
            Locale.ROOT,
            "%,d photos can be brought back: boardsift restore KEY…, or --all%n",
            deleted.size());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deleted", deleted);
    output.json(json);
  }
}
