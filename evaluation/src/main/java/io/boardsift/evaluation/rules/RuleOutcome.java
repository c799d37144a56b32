package io.boardsift.evaluation.rules;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What rules make of a measured photo: what triage would make of the same bytes.
 *
 * @param rule the rule that decided; empty if none held or the photo could not be read
 * @param decidedBy as triage would record it
 * @param isDecoded whether triage would have had to decode the photo, so that its print is on
 *     record
 * @param slack how much all thresholds of some one rule would have to be loosened, as a share of
 *     themselves, for it to delete the photo: 0 if one does already, infinite if none ever would
 * @param nearest that rule, if there is one
 */
public record RuleOutcome(
    MeasuredPhoto measured,
    Optional<Rule> rule,
    DecidedBy decidedBy,
    boolean isDecoded,
    double slack,
    Optional<Rule> nearest) {

  /** Asks rules as triage does; a model that was asked is obeyed. */
  public static RuleOutcome by(RuleSet rules, MeasuredPhoto measured) {
    RecordedTiers photo = new RecordedTiers(measured);
    try {
      Optional<Rule> first = rules.first(measured.hasModel(), photo);
      DecidedBy by = first.map(Rule::decidedBy).orElse(DecidedBy.DEFAULT);
      return judged(measured, first, by, photo, rules.rules());
    } catch (UndecodableException e) {
      // A rule behind the one that cannot be answered never gets its turn, however loose it is.
      List<Rule> before =
          rules.rules().stream().takeWhile(rule -> isLabelled(rule, measured)).toList();
      return judged(measured, Optional.empty(), DecidedBy.ERROR, photo, before);
    }
  }

  private static RuleOutcome judged(
      MeasuredPhoto measured,
      Optional<Rule> first,
      DecidedBy by,
      RecordedTiers photo,
      List<Rule> candidates) {
    Optional<Rule> nearest =
        candidates.stream()
            .filter(rule -> rule.then() == Outcome.DELETE)
            .filter(rule -> Double.isFinite(shortfall(rule, measured)))
            .min(Comparator.comparingDouble(rule -> shortfall(rule, measured)));
    double slack = nearest.map(rule -> shortfall(rule, measured)).orElse(Double.POSITIVE_INFINITY);
    return new RuleOutcome(measured, first, by, photo.hasReached(Tier.PIXELS), slack, nearest);
  }

  private static double shortfall(Rule rule, MeasuredPhoto measured) {
    return rule.shortfall(measured.hasModel(), measured.evidence());
  }

  /** Whether it can be told if a rule holds. */
  private static boolean isLabelled(Rule rule, MeasuredPhoto measured) {
    try {
      rule.holds(measured.hasModel(), new RecordedTiers(measured));
      return true;
    } catch (UndecodableException e) {
      return false;
    }
  }

  public boolean isDeleted() {
    return rule.isPresent() && rule.get().then() == Outcome.DELETE;
  }
}
