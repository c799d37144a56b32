package io.boardsift.cli;

import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.ShadowRules;
import io.boardsift.evaluation.findings.ShadowRules.By;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
        inShadow.put(RulesOption.bytes(file));
        output.text().println(inShadow.address() + ": version " + rules.version());
        output
            .text()
            .println("Asked about new photos within 30 seconds, and not obeyed. How it goes:");
        output.text().println("  boardsift rules shadow");
        output.json(Map.of("version", rules.version()));
      } else if (isToEnd) {
        inShadow.remove();
        output.text().println("No rules are in shadow any more; within 30 seconds none are asked.");
        output.json(Map.of());
      } else {
        tell(open, inShadow);
      }
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private void tell(OpenDeployment open, RulesInShadow inShadow) {
    PrintWriter out = output.text();
    Optional<RulesInShadow.Stored> stored = inShadow.find();
    if (stored.isEmpty()) {
      out.println("No rules are in shadow: boardsift rules shadow FILE puts some there.");
      output.json(Map.of());
      return;
    }
    RuleSet rules = stored.get().rules();
    Instant since = stored.get().since();
    ReviewedPhotos reviewed =
        ReviewedPhotos.read(
            new BucketRecords(open.s3(), open.resultsBucket()),
            since,
            total -> new Progress(output.err(), "records", total)::step);
    reviewed
        .damaged()
        .forEach(record -> output.err().println("left out, as it cannot be read: " + record));
    Optional<ShadowRules> asked = ShadowRules.of(rules.version(), reviewed.all());
    out.printf(
        Locale.ROOT,
        "version %s, in shadow for %s, was asked about %s%n",
        rules.version(),
        NumberFormats.time(Duration.between(since, Instant.now()).toMillis() / 3_600_000.0),
        NumberFormats.count(asked.map(a -> a.asked().size()).orElse(0), "photo"));
    asked.ifPresent(this::print);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", rules.version());
    json.put("since", since.toString());
    json.put("asked", 0);
    asked.ifPresent(a -> json.putAll(ShadowJson.of(a)));
    output.json(json);
  }

  private void print(ShadowRules rules) {
    line("called for deletion by", "photos", "not a board", "a board", "nobody has said");
    for (By by : By.values()) {
      List<ReviewedPhoto> called = rules.called(by);
      long others = called.stream().filter(ReviewedPhoto::isOther).count();
      long boards = called.stream().filter(ReviewedPhoto::isBoard).count();
      line(
          "  " + by.words(),
          NumberFormats.count(called.size()),
          NumberFormats.count(others),
          NumberFormats.count(boards),
          NumberFormats.count(called.size() - others - boards));
    }
    LostBoards.ofShadow(rules).print(output.text());
  }

  private void line(String what, String photos, String others, String boards, String open) {
    output
        .text()
        .printf(Locale.ROOT, "%-24s %8s %12s %8s %16s%n", what, photos, others, boards, open);
  }
}
