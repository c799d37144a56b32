package io.boardsift.evaluation.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Labelled photos in groups of which each is kept aside once. All photos of a source are in one
 * group, so that what is said of a group is said of sources not looked at.
 *
 * @param groups each with its photos
 * @param areSources false where there were too few sources of boards, so that neighbours in the
 *     order of names were grouped instead; then the figures flatter
 */
record Folds(List<List<MeasuredPhoto>> groups, boolean areSources) {
  private static final int FEWEST_SOURCES = 3;
  private static final int GROUPS = 10;

  static Folds of(List<MeasuredPhoto> photos) {
    long sources =
        photos.stream()
            .filter(p -> p.photo().showsBoard())
            .map(p -> p.photo().source())
            .distinct()
            .count();
    return sources >= FEWEST_SOURCES
        ? new Folds(bySource(photos), true)
        : new Folds(blocks(photos), false);
  }

  /** The largest sources first, each to the group that has fewest boards, then fewest photos. */
  private static List<List<MeasuredPhoto>> bySource(List<MeasuredPhoto> photos) {
    Map<String, List<MeasuredPhoto>> bySource =
        photos.stream().collect(Collectors.groupingBy(p -> p.photo().source()));
    List<List<MeasuredPhoto>> groups = empty();
    bySource.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, List<MeasuredPhoto>>>comparingLong(
                    entry -> boards(entry.getValue()))
                .thenComparingInt(entry -> entry.getValue().size())
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry ->
                groups.stream()
                    .min(Comparator.comparingLong(Folds::boards).thenComparingInt(List::size))
                    .orElseThrow()
                    .addAll(entry.getValue()));
    return groups.stream().filter(group -> !group.isEmpty()).toList();
  }

  private static List<List<MeasuredPhoto>> blocks(List<MeasuredPhoto> photos) {
    Map<Boolean, List<MeasuredPhoto>> byLabel =
        photos.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.photo().showsBoard(), HashMap::new, Collectors.toList()));
    List<List<MeasuredPhoto>> groups = empty();
    for (List<MeasuredPhoto> label : byLabel.values()) {
      for (int i = 0; i < label.size(); i++) {
        groups.get(i * GROUPS / label.size()).add(label.get(i));
      }
    }
    return groups.stream().filter(group -> !group.isEmpty()).toList();
  }

  private static List<List<MeasuredPhoto>> empty() {
    List<List<MeasuredPhoto>> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(new ArrayList<>());
    }
    return groups;
  }

  private static long boards(List<MeasuredPhoto> photos) {
    return photos.stream().filter(p -> p.photo().showsBoard()).count();
  }
}
