package io.boardsift.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long something lasts: 30m, 8h or 2d. */
final class DurationConverter implements ITypeConverter<Duration> {
  /** Longer than anything here lasts, and short enough for every clock. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  @Override
  public Duration convert(String text) {
    try {
      Duration duration = TimeConverter.duration(text).orElseThrow(() -> wrong(text));
      if (duration.compareTo(LONGEST) > 0) {
        throw wrong(text);
      }
      return duration;
    } catch (ArithmeticException e) {
      throw wrong(text);
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException("give 30m, 8h or 2d, not " + text);
  }
}
