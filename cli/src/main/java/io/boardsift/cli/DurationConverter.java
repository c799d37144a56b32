package io.boardsift.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long something lasts: 30m, 8h or 2d; no longer than clocks go on. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      Duration duration = TimeConverter.duration(text).orElseThrow(() -> wrong(text));
      Instant end = Instant.now().plus(duration);
      assert end != null;
      return duration;
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(text);
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException("give 30m, 8h or 2d, not " + text);
  }
}
