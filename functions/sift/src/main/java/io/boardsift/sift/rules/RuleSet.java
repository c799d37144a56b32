package io.boardsift.sift.rules;

import io.boardsift.sift.evidence.EvidenceByTier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
   * @param isModelObeyed whether there is a model whose word counts; what only a model could tell
   *     is passed over without one, and costs nothing
   * @throws X if a rule needs a tier that cannot be measured
   */
  public <X extends Exception> Optional<Rule> first(boolean isModelObeyed, EvidenceByTier<X> photo)
      throws X {
    for (Rule rule : rules) {
      if (rule.holds(isModelObeyed, photo)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
