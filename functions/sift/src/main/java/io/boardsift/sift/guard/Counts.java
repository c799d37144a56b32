package io.boardsift.sift.guard;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many photos there were, and how many of them which rule deleted.
 *
 * @param photos how many, 0 or more
 * @param byRule how many were deleted, by the rule that called for it
 */
record Counts(int photos, Map<String, Integer> byRule) {
  static final Counts NONE = new Counts(0, Map.of());

  Counts {
    byRule = Collections.unmodifiableMap(new TreeMap<>(byRule));
  }

  static Counts kept() {
    return new Counts(1, Map.of());
  }

  static Counts deletedBy(String rule) {
    return new Counts(1, Map.of(rule, 1));
  }

  int deleted() {
    return byRule.values().stream().mapToInt(Integer::intValue).sum();
  }

  Counts plus(Counts more) {
    Map<String, Integer> rules = new TreeMap<>(byRule);
    more.byRule.forEach((rule, count) -> rules.merge(rule, count, Integer::sum));
    return new Counts(photos + more.photos, rules);
  }
}
