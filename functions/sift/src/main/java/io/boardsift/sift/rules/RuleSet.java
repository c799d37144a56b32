package io.boardsift.sift.rules;

import java.util.List;
import java.util.Objects;

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
}
