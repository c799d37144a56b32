package io.boardsift.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function's settings, read from its environment and checked when it starts. Every complaint
 * names the setting, what it holds and what it should hold.
 */
public final class Settings {
  private final Map<String, String> environment;

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** These settings and some more. */
  public Settings with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Settings(all);
  }

  /** A setting that must be there. */
  public String required(String name) {
    return optional(name)
        .orElseThrow(
            () -> new SettingException(name, "is not set", "set it in the function's environment"));
  }

  /** A setting that may be missing or empty. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  /** A number from {@code min} to {@code max}, both included. */
  public double number(String name, double fallback, double min, double max) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the range.
    }
    throw new SettingException(
        name, "is \"" + text.get() + "\"", "a number from " + min + " to " + max + " is needed");
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public long whole(String name, long fallback, long min, long max) {
    double number = number(name, (double) fallback, (double) min, (double) max);
    if (number != Math.rint(number)) {
      throw new SettingException(
          name,
          "is \"" + required(name) + "\"",
          "a whole number from " + min + " to " + max + " is needed");
    }
    return Math.round(number);
  }

  /** A whole number of seconds. */
  public Duration seconds(String name, int fallback, int min, int max) {
    return Duration.ofSeconds(whole(name, fallback, min, max));
  }

  /** One of an enum's words, in any case, with hyphens for underscores. */
  public <E extends Enum<E>> E choice(String name, E fallback) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return fallback;
    }
    E[] choices = fallback.getDeclaringClass().getEnumConstants();
    return Arrays.stream(choices)
        .filter(choice -> word(choice).equals(text.get().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    name,
                    "is \"" + text.get() + "\"",
                    "one of "
                        + Arrays.stream(choices)
                            .map(Settings::word)
                            .collect(Collectors.joining(", "))
                        + " is needed"));
  }

  /** The word on or off, in any case. */
  public boolean isOn(String name, boolean fallback) {
    return choice(name, fallback ? Switch.ON : Switch.OFF) == Switch.ON;
  }

  private enum Switch {
    ON,
    OFF
  }

  /** An address with a scheme and a host, for example a queue's URL. */
  public URI address(String name) {
    String text = required(name);
    try {
      URI address = URI.create(text);
      if (address.getScheme() != null && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw new SettingException(
        name, "is \"" + text + "\"", "an address is needed, such as a queue's https://sqs… URL");
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
