package io.boardsift.sift.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.rules.Condition.Comparison;
import io.boardsift.sift.rules.Condition.NumberCondition;
import io.boardsift.sift.rules.Condition.TextCondition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rules that can never fire, by comparing what their conditions leave. Only what {@code when}
 * asks about is followed: it is measured wherever the rule holds.
 */
final class UnreachableRules {
  private final Rule rule;

  /** What is left of the numbers and words that the rule asks for. */
  private final Map<Measure, Interval> numbers = new LinkedHashMap<>();

  private final Map<Measure, Set<String>> words = new LinkedHashMap<>();

  private UnreachableRules(Rule rule) {
    this.rule = rule;
  }

  /** Why a rule can never fire after those before it, or empty if it can. */
  static Optional<String> obstacle(Rule rule, List<Rule> before) {
    UnreachableRules left = new UnreachableRules(rule);
    return left.contradiction()
        .or(left::protection)
        .or(
            () ->
                before.stream()
                    .filter(left::isCoveredBy)
                    .findFirst()
                    .map(earlier -> "\"" + earlier.name() + "\" before it holds whenever it does"));
  }

  private Optional<String> contradiction() {
    for (Condition condition : rule.when()) {
      Measure measure = condition.measure();
      boolean isLeft =
          switch (condition) {
            case NumberCondition c -> {
              Interval left = numbers.getOrDefault(measure, possible(measure)).and(c.range());
              numbers.put(measure, left);
              yield !left.isEmpty();
            }
            case TextCondition c ->
                c.comparison() != Comparison.IS
                    || words.merge(measure, Set.copyOf(c.words()), UnreachableRules::both).size()
                        > 0;
          };
      if (!isLeft) {
        return Optional.of("its conditions on " + measure.name() + " exclude each other");
      }
    }
    return Optional.empty();
  }

  private static Interval possible(Measure measure) {
    return measure.range() instanceof Numbers range
        ? Interval.between(range.min(), range.max())
        : Interval.atMost(Double.POSITIVE_INFINITY);
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }

  /** Takes away what {@code unless} protects, until nothing is left. */
  private Optional<String> protection() {
    for (Condition condition : rule.unless()) {
      Measure measure = condition.measure();
      boolean isLeft =
          !rule.when().contains(condition)
              && switch (condition) {
                case NumberCondition c -> takeAway(c);
                case TextCondition c -> takeAway(c);
              };
      if (!isLeft) {
        return Optional.of(
            "its \"unless\" on " + measure.name() + " protects whatever its \"when\" asks for");
      }
    }
    return Optional.empty();
  }

  private boolean takeAway(NumberCondition condition) {
    Interval left = numbers.get(condition.measure());
    if (left == null) {
      return true;
    }
    Interval rest = condition.range().complement().map(left::and).orElse(left);
    numbers.put(condition.measure(), rest);
    return !rest.isEmpty() && !condition.range().contains(left);
  }

  private boolean takeAway(TextCondition condition) {
    Measure measure = condition.measure();
    Set<String> left = words.get(measure);
    if (left == null) {
      return true;
    }
    Set<String> rest = new HashSet<>(left);
    rest.removeIf(word -> condition.holds(Evidence.none().with(measure, word)));
    words.put(measure, rest);
    return !rest.isEmpty();
  }

  private boolean isCoveredBy(Rule earlier) {
    // Where it cannot be told what protects, a rule for people holds and one that deletes does not.
    boolean isInDoubtAlike = earlier.then() == Outcome.REVIEW || rule.then() == Outcome.DELETE;
    return earlier.when().stream().allMatch(this::holdsWherever)
        && (earlier.unless().isEmpty()
            || (isInDoubtAlike && rule.unless().containsAll(earlier.unless())));
  }

  /** Whether a condition holds wherever the rule does. */
  private boolean holdsWherever(Condition condition) {
    return switch (condition) {
      case NumberCondition c -> {
        Interval left = numbers.get(c.measure());
        yield left != null && c.range().contains(left);
      }
      case TextCondition c -> {
        Set<String> left = words.get(c.measure());
        yield rule.when().contains(c)
            || (c.comparison() == Comparison.IS && left != null && c.words().containsAll(left));
      }
    };
  }
}
