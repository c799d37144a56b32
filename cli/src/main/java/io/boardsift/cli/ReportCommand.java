package io.boardsift.cli;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.FindingsText;
import io.boardsift.evaluation.findings.ShortAnswer;
import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.evaluation.report.FindingsReport;
import io.boardsift.evaluation.report.RuleWords;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Answers \"do you need a model?\" from what was decided and what people answered: what was"
          + " saved, what went wrong, what each rule brings and costs.",
      "Without --results it reads the running \"boardsift up\", or else the last \"run\" or"
          + " \"demo\"."
    })
final class ReportCommand implements Runnable {
  @Mixin private ResultsOption results;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.html",
      description = "the page to write")
  private Path out;

  @Option(
      names = "--seconds-a-look",
      paramLabel = "N",
      defaultValue = "5",
      description = "seconds that a reviewer spends on one photo (default: ${DEFAULT-VALUE})")
  private double secondsALook;

  @Option(
      names = "--model-hours",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "monthly cost of a model (endpoint and upkeep), in reviewer hours: a model that saves"
              + " less is not worth it (default: ${DEFAULT-VALUE}, about what a small endpoint"
              + " that is always on costs)")
  private double modelHours;

  @Option(
      names = "--max-board-loss",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "the share of boards that a model may delete at most (default: ${DEFAULT-VALUE})")
  private double maxBoardLoss;

  @Mixin private Output output;

  @Override
  public void run() {
    Assumptions assumptions;
    try {
      assumptions = new Assumptions(secondsALook, modelHours, maxBoardLoss);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage());
    }
    if (Files.isDirectory(out)) {
      throw CommandException.badInput("--out " + out + ": is a folder; name a file");
    }
    try (ResultsOption.OpenRecords opened = results.open(output.err())) {
      ReviewedPhotos reviewed = results.read(opened.records(), output.err());
      Findings findings = new Findings(reviewed.all(), assumptions);
      Conclusion conclusion = Conclusion.of(findings);
      ShortAnswer.of(findings, conclusion)
          .forEach(answer -> output.text().println(answer.line() + "\n"));
      FindingsText text = new FindingsText(findings, conclusion);
      text.steps().forEach(output.text()::println);
      output.text().println();
      text.shadow().ifPresent(shadow -> output.text().println(shadow + "\n"));
      output.text().println(text.paragraph());
      output.json(ReportJson.of(findings, conclusion, reviewed.damaged().size()));
      FindingsReport.write(
          out,
          findings,
          conclusion,
          reviewed.damaged().size(),
          opened.records(),
          words(opened.records()),
          key -> results.restoring().map(command -> command.of(key)));
      output.text().println("Report: " + out);
    } catch (UncheckedIOException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  /** Those of the rules in force and in shadow; of rules that are gone from there, the shipped. */
  private RuleWords words(Records records) {
    List<RuleSet> sets = new ArrayList<>();
    rules(records, ResultsBucket.RULES).ifPresent(sets::add);
    rules(records, ResultsBucket.RULES_IN_SHADOW).ifPresent(sets::add);
    sets.add(RuleFile.shipped());
    return RuleWords.of(sets.toArray(RuleSet[]::new));
  }

  private Optional<RuleSet> rules(Records records, String name) {
    try {
      Optional<byte[]> content = records.rules(name);
      return content.isPresent()
          ? Optional.of(RuleFile.parse(name, content.get()))
          : Optional.empty();
    } catch (RuleFileException e) {
      output.err().println(name + " of the deployment is left out: " + e.getMessage());
      return Optional.empty();
    }
  }
}
