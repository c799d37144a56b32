package io.boardsift.evaluation.rules;

import java.util.List;

/**
 * Rules that labelled photos speak for, and what happened to photos kept aside while looking.
 *
 * @param rules in their order
 * @param keptAside each photo judged by the rules that were found without its source
 * @param margin how far boards had to stay away from each threshold, as a share of it
 * @param areSources whether whole sources were kept aside; else only neighbouring photos
 */
public record Suggestion(
    List<SuggestedRule> rules, Evaluation keptAside, double margin, boolean areSources) {
  public Suggestion {
    rules = List.copyOf(rules);
  }

  /** How many others each rule deletes of those that the rules before it leave. */
  public List<Integer> othersByRule() {
    return rules.stream().map(SuggestedRule::others).toList();
  }

  /** At most this share of boards is lost, with 95 % confidence, on photos kept aside. */
  public double boardsUpper95() {
    return keptAside.all().boardsUpper95();
  }
}
