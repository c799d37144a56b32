package io.boardsift.cli;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.rules.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Few examples of a measure that tell most of it: all over its values, of different subjects. */
final class ExamplePicker {
  private ExamplePicker() {}

  /**
   * Picks the lowest, the highest, and some between; one at least from between any two thresholds,
   * if there is one.
   *
   * @param most how many, unless so many thresholds ask for more
   * @return from the lowest to the highest value, all of them different
   */
  static List<MeasuredExample> of(
      Measure measure, List<MeasuredExample> examples, List<Double> thresholds, int most) {
    List<List<MeasuredExample>> parts =
        parts(measure, different(measure, examples), thresholds, most);
    List<MeasuredExample> picked = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<MeasuredExample> part = parts.get(i);
      picked.add(
          i == 0
              ? part.getFirst()
              : i == parts.size() - 1 ? part.getLast() : leastShown(part, picked));
    }
    return picked;
  }

  /** One of each value that a reader can tell apart, in their order. */
  private static List<MeasuredExample> different(Measure measure, List<MeasuredExample> examples) {
    Set<String> seen = new HashSet<>();
    return examples.stream()
        .filter(example -> example.evidence().number(measure).isPresent())
        .sorted(Comparator.comparingDouble(example -> example.number(measure)))
        .filter(example -> seen.add(Condition.value(measure, example.evidence())))
        .toList();
  }

  /** Cuts the examples at each threshold, and the most numerous stretches again. */
  private static List<List<MeasuredExample>> parts(
      Measure measure, List<MeasuredExample> different, List<Double> thresholds, int most) {
    List<List<MeasuredExample>> stretches =
        List.copyOf(
            different.stream()
                .collect(
                    Collectors.groupingBy(
                        e -> thresholds.stream().filter(t -> t <= e.number(measure)).count(),
                        TreeMap::new,
                        Collectors.toList()))
                .values());
    int[] cuts = new int[stretches.size()];
    Arrays.fill(cuts, 1);
    for (int left = Math.min(most, different.size()) - cuts.length; left > 0; left--) {
      cuts[
          IntStream.range(0, cuts.length)
              .boxed()
              .max(Comparator.comparingDouble(i -> stretches.get(i).size() / (cuts[i] + 1.0)))
              .orElseThrow()]++;
    }
    return IntStream.range(0, cuts.length)
        .boxed()
        .flatMap(
            i -> IntStream.range(0, cuts[i]).mapToObj(part -> cut(stretches.get(i), part, cuts[i])))
        .toList();
  }

  private static List<MeasuredExample> cut(List<MeasuredExample> stretch, int part, int parts) {
    return stretch.subList(part * stretch.size() / parts, (part + 1) * stretch.size() / parts);
  }

  private static MeasuredExample leastShown(
      List<MeasuredExample> part, List<MeasuredExample> picked) {
    return part.stream()
        .min(
            Comparator.comparingLong(
                example -> picked.stream().filter(p -> p.shows().equals(example.shows())).count()))
        .orElseThrow();
  }
}
