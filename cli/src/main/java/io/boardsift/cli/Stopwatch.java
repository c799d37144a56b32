package io.boardsift.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the parts of something take that is done many times. Not for use by several threads. */
final class Stopwatch {
  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();
  private long start;

  /** The first part begins. */
  void start() {
    start = System.nanoTime();
  }

  /** A part has ended, and the next one begins. */
  void ended(String part) {
    long now = System.nanoTime();
    nanos.computeIfAbsent(part, name -> new ArrayList<>()).add(now - start);
    // What was kept here does not count for the next part.
    start = System.nanoTime();
  }

  /** The median of each part in milliseconds, in the order of their first end. */
  Map<String, Double> medians() {
    Map<String, Double> medians = new LinkedHashMap<>();
    nanos.forEach((part, times) -> medians.put(part, median(times) / 1e6));
    return medians;
  }

  private static double median(List<Long> times) {
    long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
