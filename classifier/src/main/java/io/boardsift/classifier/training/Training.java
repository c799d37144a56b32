package io.boardsift.classifier.training;

import io.boardsift.classifier.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains a head, and finds out what it is worth: each group of sources is kept aside once and
 * judged by a head trained on the others. The threshold is chosen on those judgements of boards and
 * of harder copies of them; fitted to the boards at hand it would be too bold for any others.
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
  private final boolean areSources;

  private Training(List<Example> examples) {
    this.examples = List.copyOf(examples);
    this.areSources =
        examples.stream().filter(Example::showsBoard).map(Example::source).distinct().count()
            >= FEWEST_SOURCES;
  }

  /**
   * Trains on examples.
   *
   * @param maxBoardLoss the share of boards, harder copies among them, that may lie below the
   *     threshold, 0 to 1
   * @throws IllegalArgumentException if there are fewer than ten boards or ten others
   */
  public static Trained train(List<Example> examples, double maxBoardLoss) {
    long boards = examples.stream().filter(e -> e.showsBoard() && !e.isHarderCopy()).count();
    long others = examples.stream().filter(e -> !e.showsBoard()).count();
    if (boards < GROUPS || others < GROUPS) {
      throw new IllegalArgumentException(
          "%d boards and %d others are too few to learn from: %d of each are needed, some 100 wanted"
              .formatted(boards, others, GROUPS));
    }
    return new Training(examples).train(maxBoardLoss);
  }

  private Trained train(double maxBoardLoss) {
    double[] keptAside = judgeKeptAside();
    double threshold = threshold(keptAside, maxBoardLoss);
    Head head = LogisticRegression.fit(originals(i -> -1, 0));
    double moved = Math.log(OPERATING_POINT / (1 - OPERATING_POINT)) - threshold;
    int copies = count(i -> examples.get(i).isHarderCopy() ? 1 : 0);
    int copiesLost = count(i -> examples.get(i).isHarderCopy() && keptAside[i] < threshold ? 1 : 0);
    return new Trained(
        head.shifted(moved), figures(keptAside, threshold), copies, copiesLost, areSources);
  }

  private int count(IntUnaryOperator one) {
    return IntStream.range(0, examples.size()).map(one).sum();
  }

  /** Each example's log odds by a head that was trained without its group. */
  private double[] judgeKeptAside() {
    int[] groups = areSources ? bySource() : byPlace();
    double[] judged = new double[examples.size()];
    for (int group = 0; group < GROUPS; group++) {
      List<Example> training = originals(i -> groups[i], group);
      boolean hasBoth = training.stream().map(Example::showsBoard).distinct().count() == 2;
      for (int i = 0; i < judged.length; i++) {
        if (groups[i] == group && !hasBoth) {
          throw new IllegalArgumentException(
              "all boards or all others come from one source: add photos of another");
        }
      }
      Head head = LogisticRegression.fit(training);
      for (int i = 0; i < judged.length; i++) {
        if (groups[i] == group) {
          judged[i] = head.logOdds(examples.get(i).embedding());
        }
      }
    }
    return judged;
  }

  private List<Example> originals(IntUnaryOperator groupOf, int without) {
    return IntStream.range(0, examples.size())
        .filter(i -> groupOf.applyAsInt(i) != without)
        .mapToObj(examples::get)
        .filter(example -> !example.isHarderCopy())
        .toList();
  }

  /** The largest sources first, each to the group that has fewest photos. */
  private int[] bySource() {
    Map<String, Long> sizes =
        examples.stream().collect(Collectors.groupingBy(Example::source, Collectors.counting()));
    long[] filled = new long[GROUPS];
    Map<String, Integer> groups = new TreeMap<>();
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
              groups.put(source.getKey(), least);
            });
    return examples.stream().mapToInt(example -> groups.get(example.source())).toArray();
  }

  /** Neighbours together, boards and others in every group; copies follow their photo. */
  private int[] byPlace() {
    int[] groups = new int[examples.size()];
    for (boolean showsBoard : new boolean[] {true, false}) {
      int all = count(i -> is(i, showsBoard) ? 1 : 0);
      int seen = 0;
      for (int i = 0; i < groups.length; i++) {
        if (examples.get(i).showsBoard() == showsBoard) {
          groups[i] = (is(i, showsBoard) ? seen++ : seen - 1) * GROUPS / all;
        }
      }
    }
    return groups;
  }

  private boolean is(int i, boolean showsBoard) {
    return examples.get(i).showsBoard() == showsBoard && !examples.get(i).isHarderCopy();
  }

  /** The highest number that at most the given share of boards lies below. */
  private double threshold(double[] judged, double maxBoardLoss) {
    double[] boards =
        IntStream.range(0, judged.length)
            .filter(i -> examples.get(i).showsBoard())
            .mapToDouble(i -> judged[i])
            .sorted()
            .toArray();
    return boards[Math.min(boards.length - 1, (int) Math.floor(maxBoardLoss * boards.length))];
  }

  private List<SourceFigures> figures(double[] judged, double threshold) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < judged.length; i++) {
      Example example = examples.get(i);
      if (!example.isHarderCopy()) {
        int[] count = counts.computeIfAbsent(example.source(), source -> new int[4]);
        int at = example.showsBoard() ? 0 : 2;
        count[at]++;
        count[at + 1] += judged[i] < threshold ? 1 : 0;
      }
    }
    List<SourceFigures> figures = new ArrayList<>();
    counts.forEach((source, n) -> figures.add(new SourceFigures(source, n[0], n[1], n[2], n[3])));
    return figures;
  }
}
