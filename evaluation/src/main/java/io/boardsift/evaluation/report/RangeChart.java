package io.boardsift.evaluation.report;

import io.boardsift.evaluation.findings.Estimate;
import java.util.Locale;

/** A share with its interval as a bar with a whisker, from 0 to 100 %. */
final class RangeChart {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 18;

  private RangeChart() {}

  static String svg(Estimate share) {
    return String.format(
        Locale.ROOT,
        """
        <svg class="range" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$.1f %% (%4$.1f to %5$.1f %%)">
        <rect class="ground" width="%1$d" height="%2$d"/><rect class="likely" width="%6$.1f" height="%2$d"/>
        <line x1="%7$.1f" x2="%8$.1f" y1="9" y2="9"/><line x1="%7$.1f" x2="%7$.1f" y1="4" y2="14"/><line x1="%8$.1f" x2="%8$.1f" y1="4" y2="14"/>
        </svg>""",
        WIDTH,
        HEIGHT,
        100 * share.likely(),
        100 * share.low(),
        100 * share.high(),
        WIDTH * share.likely(),
        0.5 + (WIDTH - 1) * share.low(),
        0.5 + (WIDTH - 1) * share.high());
  }
}
