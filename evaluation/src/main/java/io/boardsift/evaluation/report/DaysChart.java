package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.DayCount;
import io.boardsift.evaluation.findings.NumberFormats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Bars of what happened to each day's photos, as the template draws them. */
final class DaysChart {
  /** As many as can be told apart. */
  private static final int MOST_DAYS = 92;

  /** Days side by side that a phone has room to name. */
  private static final int MOST_NAMED = 4;

  private DaysChart() {}

  /** The chart, of more than three months the latest; none of a single day. */
  static List<Map<String, Object>> of(List<DayCount> all) {
    if (all.size() < 2) {
      return List.of();
    }
    List<DayCount> days = all.subList(Math.max(0, all.size() - MOST_DAYS), all.size());
    int most = days.stream().mapToInt(DayCount::photos).max().orElseThrow();
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put(
        "label",
        "photos on each of "
            + days.size()
            + " days, from "
            + days.getFirst().day()
            + " to "
            + days.getLast().day());
    chart.put("most", NumberFormats.count(most));
    chart.put("half", NumberFormats.count(Math.round(most / 2.0)));
    chart.put("bars", days.stream().map(day -> bar(day, most)).toList());
    chart.put("isNamed", days.size() <= MOST_NAMED);
    chart.put(
        "names",
        IntStream.of(0, days.size() / 2, days.size() - 1)
            .mapToObj(i -> days.get(i).day().toString())
            .toList());
    return List.of(chart);
  }

  /** What happened to the photos of one day, for a sentence or a row. */
  static Map<String, Object> counts(DayCount day) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("day", day.day().toString());
    counts.put("trimmed", NumberFormats.count(day.trimmed()));
    counts.put("others", NumberFormats.count(day.others()));
    counts.put("boards", NumberFormats.count(day.boards()));
    counts.put("open", NumberFormats.count(day.open()));
    return counts;
  }

  private static Map<String, Object> bar(DayCount day, int most) {
    Map<String, Object> bar = counts(day);
    bar.put("trimmedHeight", height(day.trimmed(), most));
    bar.put("othersHeight", height(day.others(), most));
    bar.put("boardsHeight", height(day.boards(), most));
    bar.put("openHeight", height(day.open(), most));
    return bar;
  }

  private static String height(int count, int most) {
    return String.format(Locale.ROOT, "%.2f", 100.0 * count / most);
  }
}
