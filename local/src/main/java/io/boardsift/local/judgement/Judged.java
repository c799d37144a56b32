package io.boardsift.local.judgement;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.rules.Condition;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.Optional;

/**
 * What rules make of a measured photo.
 *
 * @param rule the rule that decided; empty if none held or the photo could not be read
 * @param slack how much all thresholds of some one rule would have to be loosened, as a share of
 *     themselves, for it to delete the photo: 0 if one does already, infinite if none ever would
 */
public record Judged(MeasuredPhoto measured, Optional<Rule> rule, double slack) {

  /** Asks rules as triage does: the first that holds decides, and what is unreadable is kept. */
  public static Judged by(RuleSet rules, MeasuredPhoto measured) {
    double slack = Double.POSITIVE_INFINITY;
    Optional<Rule> first = Optional.empty();
    for (Rule rule : rules.rules()) {
      double missing = missing(rule, measured);
      if (first.isEmpty() && missing == 0) {
        first = Optional.of(rule);
      }
      if (rule.then() == Outcome.DELETE) {
        slack = Math.min(slack, missing);
      }
      if (first.isEmpty()
          && measured.trouble().isPresent()
          && rule.tier().compareTo(Tier.PIXELS) >= 0) {
        break;
      }
    }
    return new Judged(measured, first, slack);
  }

  private static double missing(Rule rule, MeasuredPhoto measured) {
    return rule.conditions().stream()
        .mapToDouble(condition -> shortfall(condition, measured))
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** A threshold's own value, asked for below or above it, is no shortfall and does not hold. */
  private static double shortfall(Condition condition, MeasuredPhoto measured) {
    return condition.holds(measured.evidence())
        ? 0
        : Math.max(Double.MIN_NORMAL, condition.shortfall(measured.evidence()));
  }

  public boolean isDeleted() {
    return rule.isPresent() && rule.get().then() == Outcome.DELETE;
  }
}
