package io.boardsift.evaluation.findings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them. */
public final class NumberFormats {
  private NumberFormats() {}

  /** Hours; minutes where they are less than one; seconds where these are. */
  public static String time(double hours) {
    if (hours >= 1) {
      return time(hours, " hour");
    }
    return 60 * hours >= 1 || hours == 0
        ? time(60 * hours, " minute")
        : time(3600 * hours, " second");
  }

  private static String time(double units, String unit) {
    String number = number(units);
    return number + unit + (number.equals("1") ? "" : "s");
  }

  /** A share with its interval, in percent: {@code 11.9–16.3 %}. */
  public static String percent(Estimate share) {
    return span(share.times(100)) + " %";
  }

  /** A share in percent. */
  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** A count and its noun: {@code 1 check}, {@code 2,000 checks}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** The ends of an interval. */
  public static String span(Estimate range) {
    String low = number(range.low());
    String high = number(range.high());
    return low.equals(high) ? low : low + "–" + high;
  }

  /** A count: {@code 1,000}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Three digits at most: 0.46, 4.6, 46; of what is very small the first that is not 0. */
  public static String number(double number) {
    if (number > 0 && number < 0.005) {
      return new BigDecimal(number).round(new MathContext(1)).toPlainString();
    }
    String digits = number < 1 ? "%.2f" : number < 10 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, digits, number).replaceFirst("\\.0+$", "");
  }
}
