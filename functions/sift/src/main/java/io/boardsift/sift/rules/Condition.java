package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * One condition on one measure. A condition on something that was not measured never holds,
 * whichever way it asks, so that what is missing cannot lead to a deletion.
 */
public sealed interface Condition {
  /** What it asks about. */
  Measure measure();

  /** The condition as its file has it, for example {@code contrast below 0.06}. */
  String text();

  /** Whether it holds on what was measured. */
  boolean holds(Evidence evidence);

  /**
   * How far the measured value is from holding, as a share of the threshold: 0 where it holds and
   * only there, 0.1 where a tenth is missing, infinite where it cannot be told.
   */
  double shortfall(Evidence evidence);

  /**
   * How far the measured value is from holding no longer, as a share of the threshold: 0 where it
   * does not hold and only there, infinite where no other threshold would make a difference.
   */
  double excess(Evidence evidence);

  /** What was measured of this condition's measure, for people. */
  default String measured(Evidence evidence) {
    return measured(measure(), evidence);
  }

  /** What was measured, for people: {@code contrast 0.012}, or {@code contrast not measured}. */
  static String measured(Measure measure, Evidence evidence) {
    return measure.name() + " " + value(measure, evidence);
  }

  /** The same without the measure's name: {@code 0.012}. */
  static String value(Measure measure, Evidence evidence) {
    return switch (evidence.values().get(measure)) {
      case null -> "not measured";
      case Double number -> Quantities.show(number, measure);
      case Object text -> "\"" + text + "\"";
    };
  }

  /** A number within a range. */
  record NumberCondition(Measure measure, String text, Interval range) implements Condition {
    /** The numbers at which it begins or ceases to hold: one, or two for {@code between}. */
    public List<Double> thresholds() {
      return DoubleStream.of(range.low(), range.high()).filter(Double::isFinite).boxed().toList();
    }

    @Override
    public boolean holds(Evidence evidence) {
      OptionalDouble number = evidence.number(measure);
      return number.isPresent() && range.contains(number.getAsDouble());
    }

    @Override
    public double shortfall(Evidence evidence) {
      OptionalDouble number = evidence.number(measure);
      return number.isPresent() ? range.shortfall(number.getAsDouble()) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double excess(Evidence evidence) {
      OptionalDouble number = evidence.number(measure);
      return number.isPresent() ? range.excess(number.getAsDouble()) : Double.POSITIVE_INFINITY;
    }
  }

  /** How a text is compared; always without regard to case. */
  enum Comparison {
    IS,
    IS_NOT,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS
  }

  /** A text that compares so with one of some words (with none of them for {@code IS_NOT}). */
  record TextCondition(Measure measure, String text, Comparison comparison, List<String> words)
      implements Condition {
    public TextCondition {
      words = List.copyOf(words);
    }

    @Override
    public boolean holds(Evidence evidence) {
      Optional<String> found = evidence.text(measure);
      return found.isPresent() && holds(found.get().toLowerCase(Locale.ROOT));
    }

    @Override
    public double shortfall(Evidence evidence) {
      return holds(evidence) ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public double excess(Evidence evidence) {
      return evidence.text(measure).isPresent() && !holds(evidence) ? 0 : Double.POSITIVE_INFINITY;
    }

    private boolean holds(String found) {
      return switch (comparison) {
        case IS -> words.contains(found);
        case IS_NOT -> !words.contains(found);
        case STARTS_WITH -> words.stream().anyMatch(found::startsWith);
        case ENDS_WITH -> words.stream().anyMatch(found::endsWith);
        case CONTAINS -> words.stream().anyMatch(found::contains);
      };
    }
  }
}
