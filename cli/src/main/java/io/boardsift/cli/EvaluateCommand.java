package io.boardsift.cli;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.report.EvaluationReport;
import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import io.boardsift.evaluation.rules.MeasuredPhoto;
import io.boardsift.evaluation.training.OpenClassifier;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Shows how good rules are on labelled photos: what they delete, which boards they lose,"
            + " and an upper bound on the share of boards that they lose.")
final class EvaluateCommand implements Runnable {
  @Mixin private LabelledOptions labelled;
  @Mixin private RulesOption rulesOption;
  @Mixin private ClassifierOption classifierOption;

  @Option(
      names = "--memory",
      description =
          "start with an empty memory and let it learn photo by photo, as if people answered on"
              + " each photo that goes to them before the next one comes")
  private boolean memory;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write a page with pictures: what was lost, what nearly was, what was kept")
  private Path report;

  @Mixin private Output output;

  @Override
  public void run() {
    RuleSet rules = rulesOption.rules();
    try (LabelledOptions.OpenPhotos opened = labelled.open(output.err());
        OpenClassifier model = classifierOption.open()) {
      List<MeasuredPhoto> photos =
          labelled.measured(opened.photos(), model.classifier(), output.err());
      Evaluation evaluation =
          memory ? Evaluation.withMemory(rules, photos) : Evaluation.of(rules, photos);
      print(evaluation);
      output.json(EvaluationJson.of(evaluation));
      if (report != null) {
        EvaluationReport.write(report, evaluation);
        output.text().println("Report: " + report);
      }
    } catch (UncheckedIOException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }

  private void print(Evaluation evaluation) {
    PrintWriter out = output.text();
    DeletedCounts all = evaluation.all();
    out.printf(
        Locale.ROOT,
        "others trimmed  %,d of %,d (%s)%n",
        all.othersDeleted(),
        all.others(),
        NumberFormats.percent(all.trimmed()));
    out.printf(
        Locale.ROOT,
        "boards lost     %,d of %,d: at most %s of such boards (95 %%)%n",
        all.boardsDeleted(),
        all.boards(),
        NumberFormats.percent(all.boardsUpper95()));
    if (evaluation.unreadable() > 0) {
      out.printf(Locale.ROOT, "unreadable      %,d: people see them%n", evaluation.unreadable());
    }
    out.printf("%n%10s %10s  by rule%n", "others", "boards");
    evaluation
        .byRule()
        .forEach(
            (rule, tally) ->
                out.printf(
                    Locale.ROOT,
                    "%,10d %,10d  %s%s%n",
                    tally.othersDeleted(),
                    tally.boardsDeleted(),
                    rule.name(),
                    evaluation.isTried(rule) ? "" : " (not tried: " + missing(rule) + ")"));
    out.printf("%n%10s %10s  by source%n", "others", "boards");
    evaluation
        .bySource()
        .forEach(
            (source, tally) ->
                out.printf(
                    "%10s %10s  %s%n",
                    part(tally.othersDeleted(), tally.others()),
                    part(tally.boardsDeleted(), tally.boards()),
                    source));
    evaluation
        .lostBoards()
        .forEach(
            lost ->
                out.printf(
                    "%nlost: %s%n  by %s%n",
                    lost.measured().photo().path(), lost.rule().orElseThrow().name()));
  }

  private static String missing(Rule rule) {
    return rule.asksModel() ? "no --classifier" : "no --memory";
  }

  private static String part(int part, int all) {
    return all == 0 ? "" : String.format(Locale.ROOT, "%,d/%,d", part, all);
  }
}
