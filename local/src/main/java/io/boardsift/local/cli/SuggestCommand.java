package io.boardsift.local.cli;

import io.boardsift.local.judgement.Bound;
import io.boardsift.local.judgement.LabelledPhoto;
import io.boardsift.local.judgement.MeasuredPhoto;
import io.boardsift.local.judgement.RulesText;
import io.boardsift.local.judgement.Suggesting;
import io.boardsift.local.judgement.Suggestion;
import io.boardsift.local.judgement.Tally;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        "Proposes rules from labelled photos, with what they lose on sources kept aside. It refuses"
            + " where the photos cannot show that few enough boards are lost.")
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
          "the share of boards that may be lost at the most, with 95 %% confidence"
              + " (default: ${DEFAULT-VALUE})")
  private double mostLost;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "decides how harder copies of boards are made (default: ${DEFAULT-VALUE})")
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
    explain(suggestion);
    if (suggestion.boardsUpper95() > mostLost) {
      output.text().println(refusal(suggestion));
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
    try (LabelledOptions.Opened opened = labelled.open(output.err())) {
      List<LabelledPhoto> photos = opened.photos();
      List<LabelledPhoto> boards = photos.stream().filter(LabelledPhoto::showsBoard).toList();
      List<MeasuredPhoto> measured = labelled.measured(photos, output.err());
      Map<LabelledPhoto, List<Evidence>> copies = labelled.harderCopies(boards, seed, output.err());
      return new Suggesting(measures(), written, copies).suggest(measured, mostLost);
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

  private void explain(Suggestion suggestion) {
    PrintWriter text = output.text();
    Tally all = suggestion.keptAside().all();
    text.printf(
        Locale.ROOT,
        "%,d rules. On %s kept aside: %,d of %,d others trimmed (%.1f %%), %,d of %,d boards lost:"
            + " at the most %.2g %% (95 %%)%n",
        suggestion.rules().size(),
        suggestion.areSources() ? "sources" : "photos",
        all.othersDeleted(),
        all.others(),
        100 * all.trimmed(),
        all.boardsDeleted(),
        all.boards(),
        100 * all.boardsUpper95());
    if (!suggestion.areSources()) {
      text.println(
          "The boards come from fewer than three sources, so neighbouring photos were kept aside"
              + " instead: expect worse on other cameras.");
    }
  }

  private String refusal(Suggestion suggestion) {
    Tally all = suggestion.keptAside().all();
    int boards = all.boards();
    double lowest = Bound.upper95(boards, 0);
    String accept = String.format(Locale.ROOT, "%.3f", roundedUp(suggestion.boardsUpper95()));
    return lowest > mostLost
        ? String.format(
            Locale.ROOT,
            "Nothing written: %,d boards cannot show less than %.2g %% lost: collect %,d, or accept"
                + " with --max-board-loss %s",
            boards,
            100 * lowest,
            Bound.sampleFor(mostLost),
            accept)
        : String.format(
            Locale.ROOT,
            "Nothing written: %,d of %,d boards kept aside would be lost: collect more of their"
                + " kind, or accept with --max-board-loss %s",
            all.boardsDeleted(),
            all.boards(),
            accept);
  }

  private static double roundedUp(double share) {
    return Math.ceil(1000 * share) / 1000;
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
