package io.boardsift.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in the past: how long ago, or a date, or a date and time of this machine's clock. */
final class TimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    return parse(text, Instant.now());
  }

  static Instant parse(String text, Instant now) {
    try {
      Optional<Duration> ago = duration(text);
      if (ago.isPresent()) {
        return now.minus(ago.get());
      }
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      LocalDateTime local =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
      return local.atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "give 2h, 30m, 3d, a date or a date and time (2026-11-23T14:00), not " + text);
    }
  }

  /**
   * A duration such as 30m, 8h or 2d; empty if the text is something else.
   *
   * @throws ArithmeticException if it is too long for any clock
   */
  static Optional<Duration> duration(String text) {
    if (!text.matches("\\d+[smhd]")) {
      return Optional.empty();
    }
    String iso = text.endsWith("d") ? "P" + text : "PT" + text;
    return Optional.of(Duration.parse(iso.toUpperCase(Locale.ROOT)));
  }
}
