package io.boardsift.sift.rules;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measure.Numbers;
import io.boardsift.sift.evidence.Measure.Words;
import io.boardsift.sift.evidence.Measures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds rules that leave no photo to people: whatever a photo shows, one of them deletes it.
 * Whoever writes such rules has made a mistake.
 */
final class Coverage {
  /** Rules of which it cannot be told within so many steps are let pass. */
  private static final int MOST_STEPS = 20_000;

  private static final int MOST_PROBES = 2_000;

  /** Cameras that write no EXIF block are ordinary. */
  private static final Set<Measure> OFTEN_MISSING = Set.of(Measures.EXPOSURE_TIME, Measures.ISO);

  private final List<Rule> rules;
  private final Map<Condition, BitSet> held = new HashMap<>();

  /** By rule, what each condition of its {@code unless} protects. */
  private final List<Map<Condition, BitSet>> spared = new ArrayList<>();

  private final Map<Measure, BitSet> all = new HashMap<>();
  private int steps;

  private Coverage(List<Rule> rules) {
    this.rules = rules;
    Map<Measure, List<Evidence>> probes = new HashMap<>();
    for (Rule rule : rules) {
      for (Condition condition : rule.conditions()) {
        List<Evidence> of =
            probes.computeIfAbsent(condition.measure(), measure -> probes(measure, rules));
        all.computeIfAbsent(condition.measure(), measure -> bits(of, probe -> true));
        held.computeIfAbsent(condition, c -> bits(of, c::holds));
      }
      Map<Condition, BitSet> byCondition = new HashMap<>();
      for (Condition condition : rule.unless()) {
        List<Evidence> of = probes.get(condition.measure());
        byCondition.put(condition, bits(of, photo -> rule.protects(condition, photo)));
      }
      spared.add(byCondition);
    }
  }

  /** What a measure can be; empty where more than {@value #MOST_PROBES} are needed to tell. */
  private static List<Evidence> probes(Measure measure, List<Rule> rules) {
    Stream<Evidence> probes =
        switch (measure.range()) {
          case Numbers range ->
              NumberProbes.of(measure, range, rules).stream()
                  .map(number -> Evidence.none().with(measure, number));
          case Words range ->
              TextProbes.of(measure, rules, MOST_PROBES).stream()
                  .map(text -> Evidence.none().with(measure, text));
        };
    Stream<Evidence> missing =
        Stream.of(Evidence.none()).filter(none -> OFTEN_MISSING.contains(measure));
    List<Evidence> all = Stream.concat(probes, missing).toList();
    return all.size() <= MOST_PROBES ? all : List.of();
  }

  private static BitSet bits(List<Evidence> probes, Predicate<Evidence> which) {
    BitSet bits = new BitSet();
    IntStream.range(0, probes.size()).filter(i -> which.test(probes.get(i))).forEach(bits::set);
    return bits;
  }

  /** Whether every photo is deleted, be it only where no model is obeyed. */
  static boolean isTotal(List<Rule> rules) {
    List<Rule> plain = withoutModel(rules);
    return isTotalWithModel(rules) || (!plain.equals(rules) && isTotalWithModel(plain));
  }

  /** What is left of rules where no model is obeyed. */
  private static List<Rule> withoutModel(List<Rule> rules) {
    return rules.stream()
        .filter(rule -> rule.isAsked(false))
        .map(
            rule ->
                new Rule(rule.name(), rule.when(), rule.heeded(false), rule.then(), rule.because()))
        .toList();
  }

  /** Whether every photo is deleted where a model is obeyed, and answers. */
  static boolean isTotalWithModel(List<Rule> rules) {
    Coverage coverage = new Coverage(rules);
    return coverage.all.values().stream().noneMatch(BitSet::isEmpty)
        && coverage.deletes(coverage.all, 0);
  }

  /** The rule, counted from 0, from which on no photo is left to people; empty if some are. */
  static OptionalInt lastNeeded(List<Rule> rules) {
    OptionalInt last = OptionalInt.empty();
    if (isTotal(rules)) {
      int count = 1;
      while (!isTotal(rules.subList(0, count))) {
        count++;
      }
      last = OptionalInt.of(count - 1);
    }
    return last;
  }

  /**
   * Whether the rules from one on delete all of some photos.
   *
   * @param photos which probes of each measure they may have, in any combination; never none
   */
  private boolean deletes(Map<Measure, BitSet> photos, int from) {
    if (from == rules.size()) {
      return false;
    }
    Rule rule = rules.get(from);
    Map<Measure, BitSet> fitting = new HashMap<>(photos);
    List<Condition> conditions = rule.conditions();
    for (int i = 0; i < conditions.size(); i++) {
      if (++steps > MOST_STEPS) {
        return false;
      }
      Condition condition = conditions.get(i);
      BitSet passed = (BitSet) fitting.get(condition.measure()).clone();
      BitSet fit = (BitSet) passed.clone();
      if (i < rule.when().size()) {
        fit.and(held.get(condition));
      } else {
        fit.andNot(spared.get(from).get(condition));
      }
      passed.andNot(fit);
      if (!passed.isEmpty()) {
        fitting.put(condition.measure(), passed);
        if (!deletes(fitting, from + 1)) {
          return false;
        }
      }
      if (fit.isEmpty()) {
        return true;
      }
      fitting.put(condition.measure(), fit);
    }
    return rule.then() == Outcome.DELETE;
  }
}
