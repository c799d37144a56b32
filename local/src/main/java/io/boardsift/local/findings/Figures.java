package io.boardsift.local.findings;

import java.util.Locale;

/** Figures as people read them. */
public final class Figures {
  private Figures() {}

  /** Hours, or minutes where they are less than one. */
  public static String time(double hours) {
    String number = number(hours < 1 ? 60 * hours : hours);
    return number + (hours < 1 ? " minute" : " hour") + (number.equals("1") ? "" : "s");
  }

  /** A share with its interval, in percent: {@code 11.9–16.3 %}. */
  public static String percent(Range share) {
    return span(share.times(100)) + " %";
  }

  /** A share in percent. */
  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** The ends of an interval. */
  static String span(Range range) {
    String low = number(range.low());
    String high = number(range.high());
    return low.equals(high) ? low : low + "–" + high;
  }

  /** Three digits at the most: 0.46, 4.6, 46. */
  static String number(double number) {
    String digits = number < 1 ? "%.2f" : number < 10 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, digits, number).replaceFirst("\\.0+$", "");
  }
}
