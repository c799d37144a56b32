package io.boardsift.triage;

import io.boardsift.sift.rules.RuleSet;

/** The rules in force, or why there are none. */
sealed interface Rulebook {
  record InForce(RuleSet rules) implements Rulebook {}

  /** No rules can be asked, so people see every photo. */
  record Refused(String reason) implements Rulebook {}
}
