package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Estimate;
import io.boardsift.evaluation.findings.NumberFormats;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shares with their intervals as bars under one scale, as the template draws them. */
final class RangeBar {
  /** Where scales end. */
  private static final double[] ENDS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

  private RangeBar() {}

  /** What a share is of, and the share. */
  record Row(String what, Estimate share) {}

  /** A row for each share, all on one scale; one by itself has nothing to be compared with. */
  static List<Map<String, Object>> of(List<Row> rows) {
    double widest = rows.stream().mapToDouble(row -> row.share().high()).max().orElse(1);
    double scale = scaleFor(widest);
    return rows.stream().map(row -> of(row, scale, rows.size() > 1)).toList();
  }

  /** Where a scale ends on which a share has its place. */
  static double scaleFor(double share) {
    return Arrays.stream(ENDS).filter(end -> end >= share).findFirst().orElse(1);
  }

  private static Map<String, Object> of(Row row, double scale, boolean isDrawn) {
    Map<String, Object> bar = new LinkedHashMap<>();
    bar.put("isDrawn", isDrawn);
    bar.put("what", row.what());
    bar.put("range", NumberFormats.percent(row.share()));
    bar.put("low", place(row.share().low() / scale));
    bar.put("width", place((row.share().high() - row.share().low()) / scale));
    bar.put("likely", place(row.share().likely() / scale));
    bar.put("middle", NumberFormats.number(50 * scale));
    bar.put("end", NumberFormats.percent(scale));
    return bar;
  }

  private static String place(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
