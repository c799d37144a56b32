package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.DayCount;
import java.util.List;
import java.util.Locale;

/** Bars of what happened to each day's photos. */
final class DaysChart {
  /** As many as can be told apart. */
  private static final int MOST_DAYS = 92;

  private static final int WIDTH = 900;
  private static final int HEIGHT = 220;
  private static final int LEFT = 52;
  private static final int TOP = 10;
  private static final int BOTTOM = 26;
  private static final double WIDEST = 60;

  private DaysChart() {}

  /** The chart; of more than three months the latest. */
  static String svg(List<DayCount> all) {
    List<DayCount> days = all.subList(Math.max(0, all.size() - MOST_DAYS), all.size());
    int most = days.stream().mapToInt(DayCount::photos).max().orElse(1);
    double step = (double) (WIDTH - LEFT) / days.size();
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"photos by day\">%n",
            WIDTH,
            HEIGHT));
    for (int quarter = 0; quarter <= 4; quarter += 2) {
      double y = TOP + (1 - quarter / 4.0) * (HEIGHT - TOP - BOTTOM);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=\"end\">%,d</text>%n",
              LEFT,
              WIDTH,
              y,
              y,
              LEFT - 6,
              y + 4,
              most * quarter / 4));
    }
    int everySoMany = Math.max(1, days.size() / 8);
    for (int i = 0; i < days.size(); i++) {
      double middle = LEFT + (i + 0.5) * step;
      svg.append(bar(days.get(i), middle, Math.min(WIDEST, step * 0.8), most));
      if (i % everySoMany == 0) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                middle,
                HEIGHT - 8,
                days.get(i).day()));
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(DayCount day, double middle, double width, int most) {
    StringBuilder bar = new StringBuilder();
    String[] kinds = {"trimmed", "others", "boards", "open"};
    int[] counts = {day.trimmed(), day.others(), day.boards(), day.open()};
    double y = HEIGHT - BOTTOM;
    for (int i = 0; i < kinds.length; i++) {
      double height = (double) counts[i] / most * (HEIGHT - TOP - BOTTOM);
      y -= height;
      bar.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s:"
                  + " %,d</title></rect>%n",
              kinds[i],
              middle - width / 2,
              y,
              width,
              height,
              day.day() + ", " + kinds[i],
              counts[i]));
    }
    return bar.toString();
  }
}
