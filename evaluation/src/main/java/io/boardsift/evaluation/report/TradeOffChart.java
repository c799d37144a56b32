package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Estimate;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.findings.Proportion;
import io.boardsift.evaluation.rules.DeletedCounts;
import io.boardsift.evaluation.rules.TradeOff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is trimmed against what is lost, a line for each way of deciding: to the right boards lost,
 * upwards others trimmed. Where a line begins is how it is now, with the 95 % intervals of both.
 */
final class TradeOffChart {
  /** The colours of the page's lines, in the order in which ways are drawn. */
  private static final List<String> KINDS = List.of("people", "gone", "board");

  /** Of a way's dot at most so far to the right, so that its line is seen as well. */
  private static final double ROOM = 0.6;

  private final double end;

  private TradeOffChart(double end) {
    this.end = end;
  }

  /** As the template draws it. */
  static Map<String, Object> of(List<TradeOff> ways) {
    double farthest =
        ways.stream().mapToDouble(way -> lost(way.asItIs()).range().high()).max().orElse(1) / ROOM;
    TradeOffChart chart = new TradeOffChart(RangeBar.scaleFor(farthest));
    Map<String, Object> drawn = new LinkedHashMap<>();
    drawn.put("end", NumberFormats.percent(chart.end));
    drawn.put("middle", NumberFormats.percent(chart.end / 2));
    List<Map<String, Object>> lines =
        IntStream.range(0, ways.size())
            .mapToObj(i -> chart.line(ways.get(i), KINDS.get(i)))
            .toList();
    drawn.put("ways", lines);
    return drawn;
  }

  private Map<String, Object> line(TradeOff way, String kind) {
    Estimate lost = lost(way.asItIs()).range();
    Estimate trimmed = trimmed(way.asItIs()).range();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", way.name());
    line.put("kind", kind);
    line.put("points", points(way));
    line.put("x", place(right(lost.likely())));
    line.put("y", place(up(trimmed.likely())));
    line.put("left", place(right(lost.low())));
    line.put("right", place(right(lost.high())));
    line.put("top", place(up(trimmed.high())));
    line.put("bottom", place(up(trimmed.low())));
    line.put("trimmed", NumberFormats.percent(trimmed.likely()));
    line.put("trimmedRange", NumberFormats.percent(trimmed));
    line.put("lost", NumberFormats.count(way.asItIs().boardsDeleted()));
    line.put("lostRange", NumberFormats.percent(lost));
    line.put("isLossy", way.asItIs().boardsDeleted() > 0);
    return line;
  }

  /** As far as the scale goes; there the line ends as high as it is. */
  private String points(TradeOff way) {
    List<DeletedCounts> within =
        way.steps().stream().filter(step -> lost(step).rate() <= end).toList();
    String points =
        within.stream()
            .map(step -> point(lost(step).rate(), trimmed(step).rate()))
            .distinct()
            .collect(Collectors.joining(" "));
    return within.size() < way.steps().size()
        ? points + " " + point(end, trimmed(within.getLast()).rate())
        : points;
  }

  private String point(double lost, double trimmed) {
    return place(right(lost)) + "," + place(up(trimmed));
  }

  private double right(double lost) {
    return Math.min(1, lost / end);
  }

  private static double up(double trimmed) {
    return 1 - trimmed;
  }

  private static String place(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static Proportion lost(DeletedCounts counts) {
    return new Proportion(counts.boardsDeleted(), counts.boards());
  }

  private static Proportion trimmed(DeletedCounts counts) {
    return new Proportion(counts.othersDeleted(), counts.others());
  }
}
