package io.boardsift.sift.evidence;

import java.util.List;
import java.util.Objects;

/**
 * Something that can be measured on a photo and that rules can ask for by name.
 *
 * @param name how rules name it: lower case, words joined by hyphens
 * @param tier what measuring it costs
 * @param unit for example {@code px}, {@code bytes}, {@code share} (0 to 1); {@code text} for words
 * @param range the values it can take
 * @param meaning what it tells and how it is computed
 */
public record Measure(String name, Tier tier, String unit, Range range, String meaning) {

  /** The values a measure can take. */
  public sealed interface Range {}

  /** Numbers from {@code min} to {@code max}, both included. */
  public record Numbers(double min, double max) implements Range {
    @Override
    public String toString() {
      return plain(min) + " to " + (max == Double.POSITIVE_INFINITY ? "any" : plain(max));
    }

    private static String plain(double number) {
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
  }

  /** One of some known words; any text where the list is empty. */
  public record Words(List<String> known) implements Range {
    public Words {
      known = List.copyOf(known);
    }

    @Override
    public String toString() {
      return known.isEmpty() ? "any text" : String.join(", ", known);
    }
  }

  public Measure {
    Objects.requireNonNull(tier);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(range);
    Objects.requireNonNull(meaning);
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("no name for a measure: " + name);
    }
  }
}
