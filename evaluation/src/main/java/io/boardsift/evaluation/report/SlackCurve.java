package io.boardsift.evaluation.report;

import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.Evaluation;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What would be trimmed and lost with all thresholds loosened together: how far the boards are from
 * the rules, and what the margin costs.
 */
final class SlackCurve {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 240;
  private static final int LEFT = 46;
  private static final int BOTTOM = 36;
  private static final int TOP = 12;
  private static final int STEPS = 50;

  private SlackCurve() {}

  static String svg(Evaluation evaluation) {
    DeletedCounts[] tallies =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> evaluation.loosened((double) step / STEPS))
            .toArray(DeletedCounts[]::new);
    return """
    <svg viewBox="0 0 %d %d" role="img" aria-label="trimmed and lost by how far thresholds are loosened">
    %s%s
    <polyline class="trimmed" points="%s"/>
    <polyline class="lost" points="%s"/>
    </svg>
    """
        .formatted(
            WIDTH,
            HEIGHT,
            grid(),
            axis(),
            points(tallies, DeletedCounts::trimmed),
            points(tallies, t -> (double) t.boardsDeleted() / Math.max(1, t.boards())));
  }

  private static String grid() {
    return IntStream.rangeClosed(0, 4)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>",
                    LEFT,
                    WIDTH,
                    y(i / 4.0),
                    y(i / 4.0),
                    LEFT - 6,
                    y(i / 4.0) + 4,
                    25 * i))
        .collect(Collectors.joining("\n"));
  }

  private static String axis() {
    return IntStream.rangeClosed(0, 4)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x(i / 4.0),
                    HEIGHT - BOTTOM + 18,
                    i == 0 ? "start" : i == 4 ? "end" : "middle",
                    i == 0 ? "as they are" : "+" + 25 * i + " %"))
        .collect(Collectors.joining("\n"));
  }

  private static String points(DeletedCounts[] tallies, ToDoubleFunction<DeletedCounts> share) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "%.1f,%.1f",
                    x((double) i / STEPS),
                    y(share.applyAsDouble(tallies[i]))))
        .collect(Collectors.joining(" "));
  }

  private static double x(double slack) {
    return LEFT + slack * (WIDTH - LEFT - 8);
  }

  private static double y(double share) {
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  }
}
