package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.EvidenceByTier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules in their order: the first that holds decides.
 *
 * @param rules in order; may be empty, then people see every photo
 * @param version changes with the file's content; recorded with each decision
 */
public record RuleSet(List<Rule> rules, String version) {
  public RuleSet {
    rules = List.copyOf(rules);
    Objects.requireNonNull(version);
  }

  /**
   * The first rule that holds. A slower tier is reached only when a rule that could still fire
   * needs it, so that what cannot be measured stops no rule before.
   *
   * @param asked which rules are asked; the others are passed over and cost nothing
   * @throws X if a rule needs a tier that cannot be measured
   */
  public <X extends Exception> Optional<Rule> first(Predicate<Rule> asked, EvidenceByTier<X> photo)
      throws X {
    for (Rule rule : rules) {
      if (asked.test(rule) && rule.holds(photo)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
