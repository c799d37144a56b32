package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Numbers that a measure can be on a photo that shows something and can be decoded: so many that
 * any two of which some conditions make a difference are told apart.
 */
final class NumberProbes {
  /** 0 only where there is nothing to see: no byte, no pixel, one tone. On 541 photos never. */
  private static final Set<Measure> NEVER_ZERO =
      Set.of(
          Measures.SIZE,
          Measures.WIDTH,
          Measures.HEIGHT,
          Measures.MEGAPIXELS,
          Measures.BYTES_PER_PIXEL,
          Measures.BRIGHTNESS,
          Measures.CONTRAST,
          Measures.BROAD_CONTRAST,
          Measures.CRISPNESS,
          Measures.SHARPNESS,
          Measures.PERPENDICULAR_LINES,
          Measures.COLOUR_VARIETY,
          Measures.MODEL_BOARD,
          Measures.MODEL_NOT_A_BOARD,
          Measures.MODEL_ELECTRONICS,
          Measures.MODEL_LABEL_PROBABILITY);

  /**
   * The greatest number of their range is ordinary: a drawing's lines, a memory without the like.
   */
  private static final Set<Measure> OFTEN_GREATEST =
      Set.of(
          Measures.PERPENDICULAR_LINES,
          Measures.NEAREST_NOT_A_BOARD,
          Measures.THIRD_NEAREST_NOT_A_BOARD,
          Measures.MOST_CHANGED_TILE,
          Measures.NEAREST_BOARD);

  /** Of measures without an end: nothing greater can be decoded, or is counted. */
  private static final Map<Measure, Double> GREATEST =
      Map.of(
          Measures.SIZE, (double) Limits.DEFAULT.bytes(),
          Measures.WIDTH, (double) Limits.DEFAULT.pixels(),
          Measures.HEIGHT, (double) Limits.DEFAULT.pixels(),
          Measures.MEGAPIXELS, Limits.DEFAULT.pixels() / 1e6,
          Measures.BYTES_PER_PIXEL, (double) Limits.DEFAULT.bytes(),
          // The steepest slope over the least contrast of eight bits.
          Measures.CRISPNESS, 255 * Math.sqrt(2),
          Measures.BOARDS_REMEMBERED, 1000.0);

  private static final Set<String> WHOLE_UNITS = Set.of("px", "bits", "levels", "photos");

  private NumberProbes() {}

  /** Numbers that tell these rules' conditions on a measure apart, in their order. */
  static List<Double> of(Measure measure, Numbers range, List<Rule> rules) {
    boolean isWhole = WHOLE_UNITS.contains(measure.unit()) || measure.equals(Measures.SIZE);
    NavigableSet<Double> turns =
        new TreeSet<>(List.of(least(measure, range, isWhole), greatest(measure, range)));
    double least = turns.first();
    double greatest = turns.last();
    thresholds(measure, rules)
        .flatMap(t -> isWhole ? Stream.of(Math.floor(t), Math.floor(t) + 1) : Stream.of(t))
        .filter(number -> number >= least && number <= greatest)
        .forEach(turns::add);
    return List.copyOf(isWhole ? turns : withMiddles(turns));
  }

  private static double least(Measure measure, Numbers range, boolean isWhole) {
    if (!NEVER_ZERO.contains(measure)) {
      return range.min();
    }
    return isWhole ? 1 : Double.MIN_VALUE;
  }

  private static double greatest(Measure measure, Numbers range) {
    if (Double.isInfinite(range.max())) {
      return GREATEST.getOrDefault(measure, Double.MAX_VALUE);
    }
    return OFTEN_GREATEST.contains(measure) ? range.max() : Math.nextDown(range.max());
  }

  /** The numbers at which conditions turn, and one between any two of them. */
  private static NavigableSet<Double> withMiddles(NavigableSet<Double> turns) {
    NavigableSet<Double> all = new TreeSet<>(turns);
    for (double turn : turns.headSet(turns.last())) {
      all.add(turn + (turns.higher(turn) - turn) / 2);
    }
    return all;
  }

  private static Stream<Double> thresholds(Measure measure, List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.conditions().stream())
        .filter(condition -> condition.measure().equals(measure))
        .flatMap(
            condition ->
                switch (condition) {
                  case NumberCondition number -> number.thresholds().stream();
                  case TextCondition text -> Stream.empty();
                });
  }
}
