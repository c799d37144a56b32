package io.boardsift.cli;

import io.boardsift.evaluation.rules.LabelledPhoto;
import io.boardsift.evaluation.rules.MeasuredPhoto;
import io.boardsift.evaluation.rules.RuleSuggester;
import io.boardsift.evaluation.rules.RulesText;
import io.boardsift.evaluation.rules.Suggestion;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift suggest}. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description =
        "Proposes rules from labelled photos, tested on sources not used to make them. Writes none"
            + " if the photos cannot show that the loss of boards is small enough.")
final class SuggestCommand implements Callable<Integer> {
  @Mixin private LabelledOptions labelled;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the rule file to write")
  private Path out;

  @Option(
      names = "--max-board-loss",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "the share of boards that may be lost at most, with 95 %% confidence"
              + " (default: ${DEFAULT-VALUE})")
  private double mostLost;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "random seed for the distorted copies of boards (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "rules to keep: they stay first and unchanged, and proposals are added")
  private Path rules;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (!(mostLost > 0 && mostLost < 1)) {
      throw CommandException.badInput(
          "--max-board-loss is a share between 0 and 1, such as 0.01, not " + mostLost);
    }
    RulesText written = written();
    Suggestion suggestion = suggestion(written);
    output.json(EvaluationJson.of(suggestion.keptAside()));
    SuggestionText.explain(suggestion, output.text());
    if (suggestion.boardsUpper95() > mostLost) {
      output.text().println(SuggestionText.refusal(suggestion, mostLost));
      return CommandException.FAILED;
    }
    String file = written.with(suggestion.rules(), SuggestionText.comments(suggestion));
    write(file);
    output.text().printf("%n--- %s%n+++ %s%n", rules == null ? "nothing yet" : rules, out);
    written
        .added(suggestion.rules(), SuggestionText.comments(suggestion))
        .lines()
        .forEach(line -> output.text().println("+" + line));
    return 0;
  }

  private Suggestion suggestion(RulesText written) {
    try (LabelledOptions.OpenPhotos opened = labelled.open(output.err())) {
      List<LabelledPhoto> photos = opened.photos();
      List<LabelledPhoto> boards = photos.stream().filter(LabelledPhoto::showsBoard).toList();
      List<MeasuredPhoto> measured = labelled.measured(photos, output.err());
      Map<LabelledPhoto, List<Evidence>> copies = labelled.harderCopies(boards, seed, output.err());
      return new RuleSuggester(measures(), written, copies).suggest(measured, mostLost);
    }
  }

  private RulesText written() {
    if (rules == null) {
      return RulesText.empty();
    }
    RulesText written = RulesOption.text(rules);
    if (!written.isOpen()) {
      throw CommandException.badInput(
          rules
              + ": rules cannot be added to a list in brackets: begin each rule on a line of its own"
              + " with \"- name:\"");
    }
    return written;
  }

  /** What is measured on the photo itself, and tells no camera or source from another. */
  private static List<Measure> measures() {
    return Measures.all().stream().filter(measure -> measure.tier() == Tier.PIXELS).toList();
  }

  private void write(String file) {
    try {
      if (out.toAbsolutePath().getParent() != null) {
        Files.createDirectories(out.toAbsolutePath().getParent());
      }
      Files.writeString(out, file);
    } catch (IOException e) {
      throw CommandException.badInput("--out " + out + ": cannot be written: " + e.getMessage());
    }
  }
}
