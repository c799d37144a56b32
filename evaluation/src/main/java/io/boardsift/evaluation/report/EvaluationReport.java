package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import io.boardsift.evaluation.rules.MeasuredPhoto.MissingEvidence;
import io.boardsift.evaluation.rules.RuleOutcome;
import io.boardsift.evaluation.rules.TradeOff;
import io.boardsift.sift.rules.HeldCondition;
import io.boardsift.sift.rules.Rule;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
    page.put("boards", NumberFormats.count(all.boards()));
    page.put("lost", NumberFormats.count(all.boardsDeleted()));
    page.put("isLossy", all.boardsDeleted() > 0);
    page.put("upper", NumberFormats.percent(all.boardsUpper95()));
    page.put("others", NumberFormats.count(all.others()));
    page.put("trimmed", NumberFormats.count(all.othersDeleted()));
    page.put("trimmedShare", NumberFormats.percent(all.trimmed()));
    page.put("unreadable", NumberFormats.count(evaluation.unreadable()));
    page.put("rules", rules(evaluation));
    page.put("sources", sources(evaluation));
    page.put("tradeOff", TradeOffChart.of(TradeOff.of(evaluation)));
    page.put("curve", SlackCurve.svg(evaluation));
    page.put("galleries", Gallery.shown(galleries(evaluation)));
    Page.write(file, "evaluation-report.html", page);
  }

  private static List<Map<String, Object>> rules(Evaluation evaluation) {
    List<Map<String, Object>> rows = new ArrayList<>();
    evaluation
        .byRule()
        .forEach(
            (rule, tally) -> {
              Map<String, Object> row = row(rule.name(), tally);
              row.put("because", rule.because());
              row.put("when", rule.text());
              row.put("isTried", evaluation.isTried(rule));
              rows.add(row);
            });
    return rows;
  }

  private static List<Map<String, Object>> sources(Evaluation evaluation) {
    List<Map<String, Object>> rows = new ArrayList<>();
    evaluation.bySource().forEach((source, tally) -> rows.add(row(source, tally)));
    return rows;
  }

  private static Map<String, Object> row(String name, DeletedCounts tally) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("others", NumberFormats.count(tally.others()));
    row.put("othersDeleted", NumberFormats.count(tally.othersDeleted()));
    row.put("boards", NumberFormats.count(tally.boards()));
    row.put("boardsDeleted", NumberFormats.count(tally.boardsDeleted()));
    row.put("isLossy", tally.boardsDeleted() > 0);
    row.put("upper", tally.boards() == 0 ? "–" : NumberFormats.percent(tally.boardsUpper95()));
    return row;
  }

  private static List<Gallery> galleries(Evaluation evaluation) {
    RuleWords words = RuleWords.of(evaluation.rules());
    Function<RuleOutcome, Card> card = photo -> card(photo, words);
    return List.of(
        Gallery.first("Boards lost", evaluation.lostBoards(), card),
        Gallery.first("Boards that came nearest to a rule", evaluation.nearestBoards(), card),
        Gallery.first("Others kept, the nearest to a rule first", evaluation.keptOthers(), card));
  }

  private static Card card(RuleOutcome photo, RuleWords words) {
    Optional<Rule> held = photo.rule();
    Optional<Rule> nearest = held.isPresent() ? Optional.empty() : photo.nearest();
    List<HeldCondition> conditions =
        held.or(() -> nearest)
            .map(rule -> HeldCondition.of(rule, photo.measured().evidence()))
            .orElse(List.of());
    String says =
        held.map(rule -> words.sentence(rule.name()))
            .or(() -> photo.measured().missing().map(MissingEvidence::reason))
            .or(() -> nearest.map(rule -> RuleWords.near(rule, photo.slack())))
            .orElse("No rule comes near.");
    String nearness =
        held.map(rule -> RuleWords.held(rule.name(), conditions))
            .or(() -> nearest.map(rule -> ifLoosened(rule, photo.slack())))
            .orElse("");
    return new Card(
        photo.measured().photo().path(),
        says,
        nearness,
        Card.numbers(conditions),
        Optional.empty(),
        List.of(),
        photo.measured().photo().photo());
  }

  private static String ifLoosened(Rule rule, double slack) {
    return "rule " + rule.name() + ", if loosened by " + NumberFormats.percent(slack);
  }
}
