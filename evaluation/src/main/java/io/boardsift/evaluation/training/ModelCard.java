package io.boardsift.evaluation.training;

import io.boardsift.classifier.training.Figures;
import io.boardsift.classifier.training.SourceFigures;
import io.boardsift.classifier.training.Trained;
import io.boardsift.classifier.training.Training;
import io.boardsift.classifier.training.TrainingGoal;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.rules.Bound;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to know of a model before it is trusted: what it learned from, what it was worth on photos
 * kept aside, whether it beats the head it began with, and what these figures do not say.
 *
 * @param trained the model
 * @param goal what was asked for
 * @param at when it was trained
 */
public record ModelCard(Trained trained, TrainingGoal goal, Instant at) {
  /** For scripts. */
  public Map<String, Object> json() {
    Figures figures = trained.keptAside();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trainedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("backbone", "EfficientNet-Lite0, trained on ImageNet, frozen");
    json.put("threshold", Training.OPERATING_POINT);
    json.put("maxBoardLoss", goal.maxBoardLoss());
    json.put("maxCopyLoss", goal.maxCopyLoss());
    json.put("sourcesKeptAside", trained.areSourcesKeptAside());
    json.putAll(json(figures));
    json.put("bySource", figures.bySource().stream().map(ModelCard::json).toList());
    trained.start().ifPresent(start -> json.put("startedFrom", json(start)));
    json.put("limits", limits());
    return json;
  }

  private static Map<String, Object> json(Figures figures) {
    Map<String, Object> boards = new LinkedHashMap<>();
    boards.put("total", figures.boards());
    boards.put("deleted", figures.boardsLost());
    boards.put("upper95", upper95(figures));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("boards", boards);
    json.put("others", Map.of("total", figures.others(), "deleted", figures.othersTrimmed()));
    json.put(
        "harderCopies", Map.of("total", figures.harderCopies(), "deleted", figures.copiesLost()));
    return json;
  }

  private static Map<String, Object> json(SourceFigures source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source.source());
    json.put("boards", source.boards());
    json.put("boardsDeleted", source.boardsLost());
    json.put("others", source.others());
    json.put("othersDeleted", source.othersTrimmed());
    return json;
  }

  private static double upper95(Figures figures) {
    return Bound.upper95(figures.boards(), figures.boardsLost());
  }

  private List<String> limits() {
    Figures figures = trained.keptAside();
    List<String> limits = new ArrayList<>();
    if (!trained.areSourcesKeptAside()) {
      limits.add(
          "The boards come from fewer than three sources, so neighbouring photos stand on both"
              + " sides of the test and the figures look better than they are.");
    }
    limits.add(
        "%d of %d boards lost says only that, of boards like these, less than %s are (95 %%)."
            .formatted(
                figures.boardsLost(), figures.boards(), NumberFormats.percent(upper95(figures))));
    limits.add(
        "The backbone has seen everyday things, not your line: what looks like no training photo is"
            + " judged by chance; audits tell what it loses in use.");
    return limits;
  }

  /** Whether to use it rather than the head it began with, in one line. */
  private String verdict(Figures start) {
    Figures own = trained.keptAside();
    int trimsMore = Integer.compare(own.othersTrimmed(), start.othersTrimmed());
    int losesMore = Integer.compare(own.boardsLost(), start.boardsLost());
    if (trimsMore > 0 && losesMore <= 0) {
      return "On sources kept aside it beats the head that it began with: use it.";
    }
    if (trimsMore <= 0 && losesMore >= 0) {
      return "On sources kept aside it does not beat the head that it began with: use that one"
          + " (--classifier shipped), or train with more photos.";
    }
    return trimsMore > 0
        ? "On sources kept aside it trims more than the head that it began with, and loses more"
            + " boards."
        : "On sources kept aside it loses fewer boards than the head that it began with, and trims"
            + " less.";
  }

  /** For people: Markdown. */
  public String text() {
    Figures figures = trained.keptAside();
    StringBuilder text = new StringBuilder("# Model card\n\n");
    text.append(
        """
        A logistic regression on the embedding of a frozen EfficientNet-Lite0, trained %s on %d boards
        and %d other photos%s. Its probability of a board is on a scale where %s is the threshold: of the
        boards of sources kept aside at most %s lie below, and of harder copies of them at most %s.

        In the table neither the weights nor the threshold had seen the source.

        | source kept aside | others trimmed | boards lost |
        | --- | --- | --- |
        """
            .formatted(
                at.truncatedTo(ChronoUnit.SECONDS),
                figures.boards(),
                figures.others(),
                trained.start().isPresent() ? ", beginning with the shipped head" : "",
                Training.OPERATING_POINT,
                NumberFormats.percent(goal.maxBoardLoss()),
                NumberFormats.percent(goal.maxCopyLoss())));
    for (SourceFigures s : figures.bySource()) {
      text.append(row(s.source(), s.othersTrimmed(), s.others(), s.boardsLost(), s.boards()));
    }
    text.append(total("all", figures));
    text.append(copies("harder copies of the boards", figures));
    trained
        .start()
        .ifPresent(
            start -> {
              text.append(total("all, by the shipped head as it is", start));
              text.append(copies("harder copies, by the shipped head", start));
              text.append('\n').append(verdict(start)).append('\n');
            });
    text.append("\n## Limits\n\n");
    limits().forEach(limit -> text.append("- ").append(limit).append('\n'));
    return text.toString();
  }

  private static String total(String what, Figures figures) {
    return row(
        what, figures.othersTrimmed(), figures.others(), figures.boardsLost(), figures.boards());
  }

  private static String copies(String what, Figures figures) {
    return "| %s | | %d of %d |%n".formatted(what, figures.copiesLost(), figures.harderCopies());
  }

  private static String row(String source, int trimmed, int others, int lost, int boards) {
    return "| %s | %s | %s |%n"
        .formatted(
            source.replace("|", "/"),
            others == 0 ? "" : trimmed + " of " + others,
            boards == 0 ? "" : lost + " of " + boards);
  }
}
