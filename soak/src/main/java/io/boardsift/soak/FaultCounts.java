package io.boardsift.soak;

import java.util.Map;
import java.util.TreeMap;

/** How often each thing went wrong. Safe for use by several threads. */
final class FaultCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void count(String fault) {
    counts.merge(fault, 1L, Long::sum);
  }

  synchronized Map<String, Long> all() {
    return new TreeMap<>(counts);
  }
}
