package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.rules.Condition.Comparison;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds rules that can never fire, by comparing the ranges that their conditions leave. */
final class UnreachableRules {
  private UnreachableRules() {}

  /** Why a rule can never fire after those before it, or empty if it can. */
  static Optional<String> obstacle(Rule rule, List<Rule> before) {
    Map<Measure, Interval> numbers = new LinkedHashMap<>();
    Map<Measure, Set<String>> words = new LinkedHashMap<>();
    for (Condition condition : rule.conditions()) {
      switch (condition) {
        case NumberCondition c -> {
          numbers.merge(c.measure(), c.range(), Interval::and);
          if (numbers.get(c.measure()).isEmpty()) {
            return Optional.of("its conditions on " + c.measure().name() + " exclude each other");
          }
        }
        case TextCondition c -> {
          if (c.comparison() == Comparison.IS) {
            words.computeIfAbsent(c.measure(), m -> new HashSet<>(c.words())).retainAll(c.words());
            if (words.get(c.measure()).isEmpty()) {
              return Optional.of("its conditions on " + c.measure().name() + " exclude each other");
            }
          }
        }
      }
    }
    return before.stream()
        .filter(earlier -> alwaysHolds(earlier, rule, numbers, words))
        .findFirst()
        .map(earlier -> "\"" + earlier.name() + "\" before it holds whenever it does");
  }

  private static boolean alwaysHolds(
      Rule earlier, Rule rule, Map<Measure, Interval> numbers, Map<Measure, Set<String>> words) {
    return earlier.conditions().stream()
        .allMatch(
            condition ->
                switch (condition) {
                  case NumberCondition c -> {
                    Interval left = numbers.get(c.measure());
                    yield left != null && c.range().contains(left);
                  }
                  case TextCondition c -> {
                    Set<String> left = words.get(c.measure());
                    yield rule.conditions().contains(c)
                        || (c.comparison() == Comparison.IS
                            && left != null
                            && c.words().containsAll(left));
                  }
                });
  }
}
