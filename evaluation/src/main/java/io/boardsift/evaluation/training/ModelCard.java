package io.boardsift.evaluation.training;

import io.boardsift.classifier.training.SourceFigures;
import io.boardsift.classifier.training.Trained;
import io.boardsift.classifier.training.Training;
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
 * kept aside, and what these figures do not say.
 *
 * @param trained the model
 * @param maxBoardLoss the share of boards that may lie below the threshold, as asked for
 * @param at when it was trained
 */
public record ModelCard(Trained trained, double maxBoardLoss, Instant at) {
  /** For scripts. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trainedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("backbone", "EfficientNet-Lite0, trained on ImageNet, frozen");
    json.put("threshold", Training.OPERATING_POINT);
    json.put("maxBoardLoss", maxBoardLoss);
    json.put("sourcesKeptAside", trained.areSourcesKeptAside());
    Map<String, Object> boards = new LinkedHashMap<>();
    boards.put("total", trained.boards());
    boards.put("deleted", trained.boardsLost());
    boards.put("upper95", upper95());
    json.put("boards", boards);
    json.put("others", Map.of("total", trained.others(), "deleted", trained.othersTrimmed()));
    json.put(
        "harderCopies", Map.of("total", trained.harderCopies(), "deleted", trained.copiesLost()));
    json.put("bySource", trained.bySource().stream().map(ModelCard::json).toList());
    json.put("limits", limits());
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

  private double upper95() {
    return Bound.upper95(trained.boards(), trained.boardsLost());
  }

  private List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (!trained.areSourcesKeptAside()) {
      limits.add(
          "The boards come from fewer than three sources, so neighbouring photos stand on both"
              + " sides of the test and the figures look better than they are.");
    }
    limits.add(
        "%d of %d boards lost says only that, of boards like these, less than %s are (95 %%)."
            .formatted(trained.boardsLost(), trained.boards(), NumberFormats.percent(upper95())));
    limits.add(
        "The threshold was chosen on these same judgements; audits tell what it loses in use.");
    limits.add(
        "The backbone has seen everyday things, not your line: what looks like no training photo is"
            + " judged by chance.");
    return limits;
  }

  /** For people: Markdown. */
  public String text() {
    StringBuilder text = new StringBuilder("# Model card\n\n");
    text.append(
        """
        A logistic regression on the embedding of a frozen EfficientNet-Lite0, trained %s on %d boards
        and %d other photos. Its probability of a board is on a scale where %s is the threshold: of the
        boards of sources kept aside, harder copies of them among them, at most %s lie below.

        | source kept aside | others trimmed | boards lost |
        | --- | --- | --- |
        """
            .formatted(
                at.truncatedTo(ChronoUnit.SECONDS),
                trained.boards(),
                trained.others(),
                Training.OPERATING_POINT,
                NumberFormats.percent(maxBoardLoss)));
    for (SourceFigures s : trained.bySource()) {
      text.append(row(s.source(), s.othersTrimmed(), s.others(), s.boardsLost(), s.boards()));
    }
    text.append(
        row(
            "all",
            trained.othersTrimmed(),
            trained.others(),
            trained.boardsLost(),
            trained.boards()));
    text.append(
        "| harder copies of the boards | | %d of %d |%n"
            .formatted(trained.copiesLost(), trained.harderCopies()));
    text.append("\n## Limits\n\n");
    limits().forEach(limit -> text.append("- ").append(limit).append('\n'));
    return text.toString();
  }

  private static String row(String source, int trimmed, int others, int lost, int boards) {
    return "| %s | %s | %s |%n"
        .formatted(
            source.replace("|", "/"),
            others == 0 ? "" : trimmed + " of " + others,
            boards == 0 ? "" : lost + " of " + boards);
  }
}
