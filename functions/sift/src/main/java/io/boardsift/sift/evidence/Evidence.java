package io.boardsift.sift.evidence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured on one photo so far: numbers and words by measure, in the order of measuring.
 */
public final class Evidence {
  private static final Evidence NONE = new Evidence(new LinkedHashMap<>());

  private final Map<Measure, Object> values;

  private Evidence(Map<Measure, Object> values) {
    this.values = values;
  }

  public static Evidence none() {
    return NONE;
  }

  /**
   * This evidence and one number more. A NaN or infinite number is not a measurement and is left
   * out.
   */
  public Evidence with(Measure measure, double number) {
    return Double.isFinite(number) ? plus(measure, number) : this;
  }

  /** This evidence and one text more. */
  public Evidence with(Measure measure, String text) {
    return plus(measure, text);
  }

  private Evidence plus(Measure measure, Object value) {
    Map<Measure, Object> more = new LinkedHashMap<>(values);
    more.put(measure, value);
    return new Evidence(more);
  }

  /** The measured number, or empty if it was not measured (or could not be). */
  public OptionalDouble number(Measure measure) {
    return values.get(measure) instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** The measured text, or empty if it was not measured (or could not be). */
  public Optional<String> text(Measure measure) {
    return values.get(measure) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** All values: a {@code Double} or a {@code String} each. */
  public Map<Measure, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}
