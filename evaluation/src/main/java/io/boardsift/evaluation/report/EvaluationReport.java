package io.boardsift.evaluation.report;

import io.boardsift.evaluation.report.Gallery.Card;
import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import io.boardsift.evaluation.rules.MeasuredPhoto.MissingEvidence;
import io.boardsift.evaluation.rules.RuleOutcome;
import io.boardsift.sift.rules.Condition;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An evaluation as a page to look at. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /**
   * Writes the page.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, Evaluation evaluation) {
    Map<String, Object> page = new LinkedHashMap<>();
    DeletedCounts all = evaluation.all();
    page.put("boards", all.boards());
    page.put("lost", all.boardsDeleted());
    page.put("isLossy", all.boardsDeleted() > 0);
    page.put("upper", percent(all.boardsUpper95()));
    page.put("others", all.others());
    page.put("trimmed", all.othersDeleted());
    page.put("trimmedShare", percent(all.trimmed()));
    page.put("unreadable", evaluation.unreadable());
    page.put("rules", rules(evaluation));
    page.put("sources", sources(evaluation));
    page.put("curve", SlackCurve.svg(evaluation));
    page.put("galleries", galleries(evaluation));
    Page.write(file, "evaluation-report.html", page);
  }

  private static List<Map<String, Object>> rules(Evaluation evaluation) {
    List<Map<String, Object>> rows = new ArrayList<>();
    evaluation
        .byRule()
        .forEach(
            (rule, tally) -> {
              Map<String, Object> row = row(rule.name(), rule.text(), tally);
              row.put("isTried", evaluation.isTried(rule));
              rows.add(row);
            });
    return rows;
  }

  private static List<Map<String, Object>> sources(Evaluation evaluation) {
    List<Map<String, Object>> rows = new ArrayList<>();
    evaluation.bySource().forEach((source, tally) -> rows.add(row(source, "", tally)));
    return rows;
  }

  private static Map<String, Object> row(String name, String when, DeletedCounts tally) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("when", when);
    row.put("others", tally.others());
    row.put("othersDeleted", tally.othersDeleted());
    row.put("boards", tally.boards());
    row.put("boardsDeleted", tally.boardsDeleted());
    row.put("isLossy", tally.boardsDeleted() > 0);
    row.put("upper", tally.boards() == 0 ? "" : percent(tally.boardsUpper95()) + " %");
    return row;
  }

  private static List<Map<String, Object>> galleries(Evaluation evaluation) {
    Function<RuleOutcome, Card> card =
        photo ->
            new Card(
                photo.measured().photo().name(),
                reason(photo),
                values(photo, evaluation),
                photo.measured().photo().photo());
    return List.of(
        Gallery.first("Boards lost", evaluation.lostBoards(), card),
        Gallery.first("Boards that came nearest to a rule", evaluation.nearestBoards(), card),
        Gallery.first("Others kept, the nearest to a rule first", evaluation.keptOthers(), card));
  }

  private static String reason(RuleOutcome photo) {
    if (photo.rule().isPresent()) {
      return photo.rule().get().name();
    }
    return photo
        .measured()
        .missing()
        .map(MissingEvidence::reason)
        .orElse(
            Double.isInfinite(photo.slack())
                ? "no rule comes near"
                : "a rule loosened by " + percent(photo.slack()) + " % would delete it");
  }

  /** What was measured of all that the rules ask for. */
  private static String values(RuleOutcome photo, Evaluation evaluation) {
    return evaluation.rules().rules().stream()
        .flatMap(rule -> rule.conditions().stream())
        .map(Condition::measure)
        .distinct()
        .filter(measure -> photo.measured().evidence().number(measure).isPresent())
        .map(measure -> Condition.measured(measure, photo.measured().evidence()))
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
