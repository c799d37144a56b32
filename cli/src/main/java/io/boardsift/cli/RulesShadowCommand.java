package io.boardsift.cli;

import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift rules shadow}. */
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a rule file in shadow: triage asks it about each new photo besides the rules in force,"
          + " records what it would have done, and does not obey it. Without FILE, says what the one"
          + " in shadow would have changed, by what people answered.",
      "Without --results it takes the running \"boardsift up\", or else the last \"run\" or"
          + " \"demo\"."
    })
final class RulesShadowCommand implements Runnable {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "the rule file")
  private Path file;

  @Option(names = "--end", description = "take out what is in shadow")
  private boolean isToEnd;

  @Mixin private DeploymentOption deployment;
  @Mixin private Output output;

  @Override
  public void run() {
    if (file != null && isToEnd) {
      throw CommandException.badInput("either FILE or --end");
    }
    RuleSet rules = file == null ? null : RulesOption.read(file);
    try (OpenDeployment open = deployment.openRecords()) {
      RulesInShadow inShadow = new RulesInShadow(open);
      if (rules != null) {
        put(rules, RulesOption.bytes(file), inShadow);
      } else if (isToEnd) {
        end(inShadow);
      } else {
        tell(open, inShadow);
      }
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private void put(RuleSet rules, byte[] content, RulesInShadow inShadow) {
    PrintWriter out = output.text();
    Optional<Instant> same = inShadow.since(content);
    Optional<Instant> before = inShadow.writtenAt();
    out.println(inShadow.address() + ": version " + rules.version());
    if (same.isPresent()) {
      out.println("It is in shadow already, since " + same.get() + ".");
    } else {
      inShadow.put(content);
      before.ifPresent(at -> out.println("It takes the place of a file of " + at + "."));
      out.println(
          "While the deployment runs, triage asks it about new photos, within 30 seconds, and does"
              + " not obey it.");
    }
    if (rules.rules().stream().anyMatch(Rule::asksModel)) {
      out.println("What asks a model holds only where a model is obeyed.");
    }
    out.println("What it would change: boardsift rules shadow" + deployment.again());
    output.json(Map.of("version", rules.version()));
  }

  private void end(RulesInShadow inShadow) {
    boolean isThere = inShadow.writtenAt().isPresent();
    inShadow.remove();
    output
        .text()
        .println(
            isThere
                ? "No rules are in shadow any more; within 30 seconds none are asked."
                : "No rules were in shadow.");
    output.json(Map.of());
  }

  private void tell(OpenDeployment open, RulesInShadow inShadow) {
    PrintWriter out = output.text();
    Optional<RulesInShadow.Stored> stored = inShadow.find();
    if (stored.isEmpty()) {
      out.println(
          "No rules are in shadow. To put some there: boardsift rules shadow FILE"
              + deployment.again());
      output.json(Map.of());
      return;
    }
    RuleSet rules = stored.get().rules();
    Instant since = stored.get().since();
    ReviewedPhotos reviewed =
        ReviewedPhotos.read(
            new BucketRecords(open.s3(), open.resultsBucket()),
            since,
            ResultsOption.progress(output.err()));
    ResultsOption.tellDamaged(reviewed.damaged(), output.err());
    Optional<ShadowRules> asked = ShadowRules.of(rules.version(), reviewed.all());
    out.printf(
        Locale.ROOT,
        "version %s, in shadow for %s, was asked about %s%n",
        rules.version(),
        NumberFormats.time(Duration.between(since, Instant.now()).toMillis() / 3_600_000.0),
        NumberFormats.count(asked.map(a -> a.told().size()).orElse(0), "photo"));
    asked.ifPresent(
        a -> {
          ShadowTable.print(a, out);
          LostBoards.ofShadow(a).print(out);
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", rules.version());
    json.put("since", since.toString());
    json.put("asked", 0);
    asked.ifPresent(a -> json.putAll(ShadowJson.of(a)));
    output.json(json);
  }
}
