package io.boardsift.evaluation.records;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What rules say of a photo on which others decided: by what was measured then and is on its
 * record. Triage measures no further than its rules ask, so other rules may ask for what is not
 * there. Then it cannot be told, and is not guessed.
 */
final class RulesOnRecord {
  private final RuleSet rules;
  private final boolean isModelObeyed;
  private final Set<Measure> known;

  /**
   * Asks these rules.
   *
   * @param isModelObeyed whether the deployment has a model whose word counts
   * @param known all that is on any record. A measure on none of them is newer than all of them, so
   *     that nothing follows from its absence
   */
  RulesOnRecord(RuleSet rules, boolean isModelObeyed, Set<Measure> known) {
    this.rules = Objects.requireNonNull(rules);
    this.isModelObeyed = isModelObeyed;
    this.known = Set.copyOf(known);
  }

  /** What can be told. */
  enum Truth {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * What the rules would have called for.
   *
   * @param deletion whether for its deletion
   * @param rule the one that decides; empty if none holds, or if that cannot be told
   */
  record Call(Truth deletion, Optional<Rule> rule) {}

  Call on(Evidence evidence) {
    boolean mayGoToPeople = false;
    for (Rule rule : rules.rules()) {
      Truth holds = holds(rule, evidence);
      if (holds == Truth.YES) {
        boolean isDeletion = rule.then() == Outcome.DELETE;
        return isDeletion && mayGoToPeople
            ? new Call(Truth.UNKNOWN, Optional.empty())
            : new Call(isDeletion ? Truth.YES : Truth.NO, Optional.of(rule));
      }
      if (holds == Truth.UNKNOWN && rule.then() == Outcome.DELETE) {
        return new Call(Truth.UNKNOWN, Optional.empty());
      }
      mayGoToPeople |= holds == Truth.UNKNOWN;
    }
    return new Call(Truth.NO, Optional.empty());
  }

  private Truth holds(Rule rule, Evidence evidence) {
    if (!rule.isAsked(isModelObeyed)) {
      return Truth.NO;
    }
    List<Truth> when = rule.when().stream().map(condition -> holds(condition, evidence)).toList();
    if (when.contains(Truth.NO)) {
      return Truth.NO;
    }
    List<Truth> protecting =
        rule.heeded(isModelObeyed).stream().map(c -> protects(rule, c, evidence)).toList();
    if (protecting.contains(Truth.YES)) {
      return Truth.NO;
    }
    return when.contains(Truth.UNKNOWN) || protecting.contains(Truth.UNKNOWN)
        ? Truth.UNKNOWN
        : Truth.YES;
  }

  private Truth holds(Condition condition, Evidence evidence) {
    return isTold(condition.measure(), evidence) ? truth(condition.holds(evidence)) : Truth.UNKNOWN;
  }

  private Truth protects(Rule rule, Condition condition, Evidence evidence) {
    return isTold(condition.measure(), evidence)
        ? truth(rule.protects(condition, evidence))
        : Truth.UNKNOWN;
  }

  private static Truth truth(boolean isSo) {
    return isSo ? Truth.YES : Truth.NO;
  }

  /** Whether it was measured, or would have been if it could be. */
  private boolean isTold(Measure measure, Evidence evidence) {
    return evidence.values().containsKey(measure)
        || (known.contains(measure)
            && reached(evidence).filter(tier -> measure.tier().compareTo(tier) <= 0).isPresent());
  }

  /** How far it was looked at; empty where nothing is on record, as of a refused rule file. */
  private static Optional<Tier> reached(Evidence evidence) {
    return evidence.values().keySet().stream().map(Measure::tier).max(Comparator.naturalOrder());
  }
}
