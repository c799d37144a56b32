package io.boardsift.cli;

import static io.boardsift.evaluation.findings.NumberFormats.count;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.RulesReplay;
import io.boardsift.evaluation.records.RulesReplay.Replayed;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift rules put}. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a rule file into force, once it has been in shadow for a while (\"boardsift rules shadow\"),"
          + " and unless it would have deleted a photo that people called a board. First it says what"
          + " the file would have changed, by what is on the records of the photos that were decided"
          + " on.",
      "Without --results it takes the running \"boardsift up\", or else the last \"run\" or"
          + " \"demo\"."
    })
final class RulesPutCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "the rule file")
  private Path file;

  @Mixin private DeploymentOption deployment;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "leave out what was decided before: 30d, 12h, a date, or a date and time")
  private Instant since = Instant.EPOCH;

  @Option(
      names = "--shadow-for",
      paramLabel = "TIME",
      defaultValue = "1d",
      converter = DurationConverter.class,
      description = "for how long it must have been in shadow (default: ${DEFAULT-VALUE})")
  private Duration shadowFor;

  @Option(names = "--now", description = "also if it has not been in shadow")
  private boolean isNow;

  @Option(names = "--dry-run", description = "only say what would have changed")
  private boolean isDry;

  @Mixin private Output output;

  @Override
  public void run() {
    RuleSet rules = RulesOption.read(file);
    byte[] content = RulesOption.bytes(file);
    try (OpenDeployment open = deployment.openRecords()) {
      ConditionalObject inForce =
          new ConditionalObject(open.s3(), open.resultsBucket(), ResultsBucket.RULES);
      Optional<String> before = inForce.eTag();
      RulesInShadow inShadow = new RulesInShadow(open);
      Optional<Instant> shadowSince = inShadow.since(content);
      Records records = new BucketRecords(open.s3(), open.resultsBucket());
      RulesReplay replay =
          RulesReplay.of(
              rules,
              records,
              // What it said in shadow counts whatever is left out.
              shadowSince.filter(since::isAfter).orElse(since),
              ResultsOption.progress(output.err()));
      RulesTrial trial =
          new RulesTrial(replay, shadow(rules, replay), shadowSince, hasRecords(replay, records));
      print(trial);
      Optional<String> refusal =
          trial.refusal(isNow, shadowFor, file + deployment.again(), Instant.now());
      boolean isPut = refusal.isEmpty() && !isDry;
      if (isPut) {
        put(inForce, before, content);
        inShadow.since(content).ifPresent(_ -> inShadow.remove());
      }
      output.json(json(rules, trial, refusal, isPut));
      if (refusal.isPresent() && !isDry) {
        throw CommandException.failed("not put into force: " + refusal.get(), null);
      }
      refusal.ifPresent(why -> output.text().println("It would not be put into force: " + why));
      output
          .text()
          .println(
              isDry
                  ? "Nothing was written."
                  : inForce.address()
                      + ": version "
                      + rules.version()
                      + ", in force within 30 seconds");
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private static void put(ConditionalObject inForce, Optional<String> before, byte[] content) {
    if (inForce.write(before, content, "application/yaml").isEmpty()) {
      throw CommandException.failed(
          inForce.address() + " was changed by somebody else meanwhile: try again", null);
    }
  }

  private static Optional<ShadowRules> shadow(RuleSet rules, RulesReplay replay) {
    return ShadowRules.of(rules.version(), replay.all().stream().map(Replayed::photo).toList());
  }

  private static boolean hasRecords(RulesReplay replay, Records records) {
    return !replay.all().isEmpty()
        || !records.names(ResultsBucket.DECISIONS, Instant.EPOCH).isEmpty();
  }

  private void print(RulesTrial trial) {
    print(trial.replay());
    trial
        .shadow()
        .ifPresent(
            shadow -> {
              output
                  .text()
                  .println("In shadow it was asked about " + count(shadow.told().size(), "photo"));
              ShadowTable.print(shadow, output.text());
            });
    trial.lost().print(output.text());
  }

  private void print(RulesReplay replay) {
    PrintWriter out = output.text();
    ResultsOption.tellDamaged(replay.damaged(), output.err());
    if (replay.all().isEmpty()) {
      out.println("No decision is recorded there, so nothing can be said of this file.");
      return;
    }
    out.printf(Locale.ROOT, "%s replayed%n", count(replay.all().size(), "decision"));
    line(out, "called for deletion", "before", "with this file");
    line(out, replay, "  not a board", one -> one.photo().isOther());
    line(out, replay, "  a board", one -> one.photo().isBoard());
    line(out, replay, "  nobody has said", one -> !one.photo().isLabelled());
    long untold = replay.count(one -> !one.isTold());
    if (untold > 0) {
      out.printf(
          Locale.ROOT,
          "Of %,d it cannot be told, %,d of them boards: what these rules ask was not measured.%n",
          untold,
          replay.count(one -> !one.isTold() && one.photo().isBoard()));
    }
    long boards = replay.count(one -> one.isTold() && one.photo().isBoard());
    out.println(
        boards == 0
            ? "People have called none of these photos a board, so this does not show that no board"
                + " is lost."
            : "People called %,d of these photos boards.".formatted(boards));
  }

  private static void line(PrintWriter out, String what, String before, String now) {
    out.printf(Locale.ROOT, "%-22s %10s %16s%n", what, before, now);
  }

  private static void line(
      PrintWriter out, RulesReplay replay, String what, Predicate<Replayed> kind) {
    line(
        out,
        what,
        "%,d".formatted(replay.count(kind.and(RulesPutCommand::wasDeletion))),
        "%,d".formatted(replay.count(kind.and(Replayed::isDeletion))));
  }

  private static boolean wasDeletion(Replayed one) {
    return one.photo().isDeletionCandidate();
  }

  private static Map<String, Object> json(
      RuleSet rules, RulesTrial trial, Optional<String> refusal, boolean isPut) {
    RulesReplay replay = trial.replay();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", rules.version());
    json.put("isPut", isPut);
    json.put("refusal", refusal.orElse(null));
    json.put("decisions", replay.all().size());
    json.put("deletionsBefore", replay.count(RulesPutCommand::wasDeletion));
    json.put("deletions", replay.count(Replayed::isDeletion));
    json.put("unknown", replay.count(one -> !one.isTold()));
    json.put("boards", replay.count(one -> one.isTold() && one.photo().isBoard()));
    json.put("lostBoards", trial.lost().json());
    json.put("damaged", replay.damaged().size());
    json.put("shadow", trial.shadow().map(ShadowJson::of).orElse(null));
    return json;
  }
}
