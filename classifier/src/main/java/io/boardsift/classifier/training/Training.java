package io.boardsift.classifier.training;

import io.boardsift.classifier.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains a head, and finds out what it is worth: each group of sources is kept aside once and
 * judged by a head, with a threshold, that were found on the others. A threshold is chosen on
 * boards and harder copies of them that are kept aside, too, each group once more within the
 * others; fitted to the boards at hand it would be too bold for any others.
 */
public final class Training {
  /**
   * The probability of a board that stands for the threshold: every head is moved to this scale, so
   * that one rule, {@code model-board below 0.05}, fits all.
   */
  public static final double OPERATING_POINT = 0.05;

  private static final int GROUPS = 10;
  private static final int FEWEST_SOURCES = 3;

  private final List<Example> examples;
  private final TrainingGoal goal;
  private final boolean areSources;
  private final IdentityHashMap<Example, Integer> groups = new IdentityHashMap<>();
  private final LogisticRegression regression;

  /** Heads by the groups that they were trained without; empty where nothing is left to learn. */
  private final Map<Set<Integer>, Optional<Head>> heads = new ConcurrentHashMap<>();

  private Training(List<Example> examples, TrainingGoal goal) {
    this.examples = List.copyOf(examples);
    this.goal = goal;
    this.areSources =
        examples.stream().filter(Example::showsBoard).map(Example::source).distinct().count()
            >= FEWEST_SOURCES;
    this.regression = new LogisticRegression(examples, goal.start());
    int[] groupOf = areSources ? bySource() : byPlace();
    for (int i = 0; i < groupOf.length; i++) {
      groups.put(examples.get(i), groupOf[i]);
    }
  }

  /**
   * Trains on examples.
   *
   * @throws IllegalArgumentException if there are fewer than ten boards or ten others, or all of
   *     one kind come from one source
   */
  public static Trained train(List<Example> examples, TrainingGoal goal) {
    long boards = examples.stream().filter(e -> e.showsBoard() && !e.isHarderCopy()).count();
    long others = examples.stream().filter(e -> !e.showsBoard()).count();
    if (boards < GROUPS || others < GROUPS) {
      throw new IllegalArgumentException(
          "%d boards and %d others are too few to learn from: %d of each are needed, some 100 wanted"
              .formatted(boards, others, GROUPS));
    }
    return new Training(examples, goal).train();
  }

  private Trained train() {
    fitAll();
    Set<Integer> used = new TreeSet<>(groups.values());
    if (used.stream().anyMatch(group -> heads.get(Set.of(group)).isEmpty())) {
      throw new IllegalArgumentException(
          "all boards or all others come from one source: add photos of another");
    }
    Map<Integer, Double> thresholds = new HashMap<>();
    used.forEach(group -> thresholds.put(group, threshold(Set.of(group))));
    Figures keptAside =
        figures(
            example -> judged(example, Set.of()).orElseThrow() - thresholds.get(group(example)));
    Head head = regression.fit(example -> true).orElseThrow();
    double operating = logOdds(OPERATING_POINT);
    return new Trained(
        head.shifted(operating - threshold(Set.of())),
        keptAside,
        goal.start().map(start -> figures(e -> start.logOdds(e.embedding()) - operating)),
        areSources);
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }

  private int group(Example example) {
    return groups.get(example);
  }

  /** Without each group, and without each two. */
  private void fitAll() {
    List<Set<Integer>> without = new ArrayList<>();
    for (int one : new TreeSet<>(groups.values())) {
      for (int other : new TreeSet<>(groups.values())) {
        if (one < other) {
          without.add(Set.of(one, other));
        }
      }
      without.add(Set.of(one));
    }
    without.parallelStream()
        .forEach(
            left -> heads.put(left, regression.fit(example -> !left.contains(group(example)))));
  }

  /**
   * An example's log odds by a head that was trained without its group, and without some others.
   *
   * @return empty where nothing is left to learn from
   */
  private OptionalDouble judged(Example example, Set<Integer> without) {
    Set<Integer> all = new TreeSet<>(without);
    all.add(group(example));
    return heads.get(all).stream().mapToDouble(head -> head.logOdds(example.embedding())).findAny();
  }

  /** The highest number that keeps both limits on boards of the groups that are not left out. */
  private double threshold(Set<Integer> without) {
    return Math.min(
        quantile(without, example -> !example.isHarderCopy(), goal.maxBoardLoss()),
        quantile(without, Example::isHarderCopy, goal.maxCopyLoss()));
  }

  /** The highest number that at most the given share lies below; infinite where there are none. */
  private double quantile(Set<Integer> without, Predicate<Example> which, double share) {
    double[] judged =
        examples.stream()
            .filter(e -> e.showsBoard() && which.test(e) && !without.contains(group(e)))
            .flatMapToDouble(example -> judged(example, without).stream())
            .sorted()
            .toArray();
    return judged.length == 0
        ? Double.POSITIVE_INFINITY
        : judged[Math.min(judged.length - 1, (int) Math.floor(share * judged.length))];
  }

  /** The largest sources first, each to the group that has fewest photos. */
  private int[] bySource() {
    Map<String, Long> sizes =
        examples.stream().collect(Collectors.groupingBy(Example::source, Collectors.counting()));
    long[] filled = new long[GROUPS];
    Map<String, Integer> bySource = new TreeMap<>();
    sizes.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            source -> {
              int least =
                  IntStream.range(0, GROUPS)
                      .boxed()
                      .min(Comparator.comparingLong(i -> filled[i]))
                      .orElseThrow();
              filled[least] += source.getValue();
              bySource.put(source.getKey(), least);
            });
    return examples.stream().mapToInt(example -> bySource.get(example.source())).toArray();
  }

  /** Neighbours together, boards and others in every group; copies follow their photo. */
  private int[] byPlace() {
    int[] byPlace = new int[examples.size()];
    for (boolean showsBoard : new boolean[] {true, false}) {
      int all = (int) examples.stream().filter(example -> is(example, showsBoard)).count();
      int seen = 0;
      for (int i = 0; i < byPlace.length; i++) {
        if (examples.get(i).showsBoard() == showsBoard) {
          byPlace[i] = (is(examples.get(i), showsBoard) ? seen++ : seen - 1) * GROUPS / all;
        }
      }
    }
    return byPlace;
  }

  private static boolean is(Example example, boolean showsBoard) {
    return example.showsBoard() == showsBoard && !example.isHarderCopy();
  }

  /**
   * Counts what lies below a threshold.
   *
   * @param above by how much an example lies above it
   */
  private Figures figures(ToDoubleFunction<Example> above) {
    Map<String, int[]> counts = new TreeMap<>();
    int copies = 0;
    int copiesLost = 0;
    for (Example example : examples) {
      int isBelow = above.applyAsDouble(example) < 0 ? 1 : 0;
      if (example.isHarderCopy()) {
        copies++;
        copiesLost += isBelow;
      } else {
        int[] count = counts.computeIfAbsent(example.source(), source -> new int[4]);
        int at = example.showsBoard() ? 0 : 2;
        count[at]++;
        count[at + 1] += isBelow;
      }
    }
    List<SourceFigures> figures = new ArrayList<>();
    counts.forEach((source, n) -> figures.add(new SourceFigures(source, n[0], n[1], n[2], n[3])));
    return new Figures(figures, copies, copiesLost);
  }
}
