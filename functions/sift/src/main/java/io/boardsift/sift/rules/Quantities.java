package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them in rules, with or without their unit. */
final class Quantities {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?[0-9][0-9_]*(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?)\\s*([A-Za-z%]*)");

  private static final Map<String, Map<String, Double>> UNITS =
      Map.of(
          "bytes",
          Map.of("bytes", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "kib", 1024.0, "mib", 1048576.0),
          "share",
          Map.of("%", 0.01),
          "px",
          Map.of("px", 1.0),
          "mp",
          Map.of("mp", 1.0),
          "bits",
          Map.of("bits", 1.0),
          "levels",
          Map.of("levels", 1.0),
          "photos",
          Map.of("photos", 1.0),
          "s",
          Map.of("s", 1.0, "ms", 0.001));

  private Quantities() {}

  /** The number, or empty where this is none or has a unit that the measure has not. */
  static Optional<Double> read(String text, Measure measure) {
    Matcher matcher = NUMBER.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(1).replace("_", ""));
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    if (unit.isEmpty()) {
      return Optional.of(number);
    }
    Double factor = UNITS.getOrDefault(measure.unit().toLowerCase(Locale.ROOT), Map.of()).get(unit);
    return Optional.ofNullable(factor).map(f -> number * f);
  }

  /** Three significant digits (whole numbers whole), with the unit where one is usual. */
  static String show(double number, Measure measure) {
    String digits =
        number == Math.rint(number) && Math.abs(number) < 1e15
            ? Long.toString((long) number)
            : new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    return switch (measure.unit()) {
      case "bytes", "px", "MP", "s", "bits", "levels", "photos" -> digits + " " + measure.unit();
      default -> digits;
    };
  }
}
