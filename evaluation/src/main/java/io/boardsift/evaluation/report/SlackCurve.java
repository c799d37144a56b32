package io.boardsift.evaluation.report;

import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What would be trimmed and lost with all thresholds loosened together: how far the boards are from
 * the rules, and what the margin costs. Only lines: the page has the scale as text, which stays
 * readable however small the lines are drawn.
 */
final class SlackCurve {
  private static final int STEPS = 50;

  private SlackCurve() {}

  /** Lines from 0 to 100 % on both axes, stretched to whatever room there is. */
  static String svg(Evaluation evaluation) {
    DeletedCounts[] tallies =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> evaluation.loosened((double) step / STEPS))
            .toArray(DeletedCounts[]::new);
    return """
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
    <polyline class="trimmed" points="%s"/>
    <polyline class="lost" points="%s"/>
    </svg>
    """
        .formatted(
            points(tallies, DeletedCounts::trimmed),
            points(tallies, t -> (double) t.boardsDeleted() / Math.max(1, t.boards())));
  }

  private static String points(DeletedCounts[] tallies, ToDoubleFunction<DeletedCounts> share) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%.2f,%.2f",
                    100.0 * i / STEPS,
                    100 * (1 - share.applyAsDouble(tallies[i]))))
        .collect(Collectors.joining(" "));
  }
}
