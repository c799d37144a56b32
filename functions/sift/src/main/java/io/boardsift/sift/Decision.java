package io.boardsift.sift;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.model.ModelFinding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided on a photo, and why.
 *
 * @param outcome what becomes of the photo
 * @param by who or what decided
 * @param rule the rule whose conditions held, also where an audit or observation overruled it
 * @param conditions the rule's conditions with their thresholds, as its file has them
 * @param reason one line for people: the values that decided
 * @param wouldDelete whether the rules or the model called for deletion, whatever became of it
 * @param evidence all that was measured on the way
 * @param rulesVersion the version of the rules that were asked
 * @param model what came of asking the model, if it was asked
 */
public record Decision(
    Outcome outcome,
    DecidedBy by,
    Optional<String> rule,
    List<String> conditions,
    String reason,
    boolean wouldDelete,
    Evidence evidence,
    String rulesVersion,
    Optional<ModelFinding> model) {

  public Decision {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(by);
    Objects.requireNonNull(rule);
    conditions = List.copyOf(conditions);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(rulesVersion);
    Objects.requireNonNull(model);
    if (outcome == Outcome.DELETE && (!wouldDelete || by == DecidedBy.ERROR)) {
      throw new IllegalArgumentException("only a rule or the model may call for a deletion");
    }
  }

  /** A decision for which no model was asked. */
  public Decision(
      Outcome outcome,
      DecidedBy by,
      Optional<String> rule,
      List<String> conditions,
      String reason,
      boolean wouldDelete,
      Evidence evidence,
      String rulesVersion) {
    this(
        outcome,
        by,
        rule,
        conditions,
        reason,
        wouldDelete,
        evidence,
        rulesVersion,
        Optional.empty());
  }

  /** A decision that leaves the photo to a person because something went wrong. */
  public static Decision error(String reason, Evidence evidence, String rulesVersion) {
    return new Decision(
        Outcome.REVIEW,
        DecidedBy.ERROR,
        Optional.empty(),
        List.of(),
        reason,
        false,
        evidence,
        rulesVersion);
  }

  /** The same decision, and what came of asking the model. */
  public Decision with(ModelFinding finding) {
    return new Decision(
        outcome,
        by,
        rule,
        conditions,
        reason,
        wouldDelete,
        evidence,
        rulesVersion,
        Optional.of(finding));
  }

  /** The same finding, shown to a person to check the rules. */
  public Decision asAudit() {
    return toPerson(DecidedBy.AUDIT, "audit of: " + reason);
  }

  /** The same finding, shown to a person because nothing may be deleted (yet). */
  public Decision keptBecause(String why) {
    return toPerson(by, why + "; would have been deleted: " + reason);
  }

  private Decision toPerson(DecidedBy who, String why) {
    return new Decision(
        Outcome.REVIEW, who, rule, conditions, why, wouldDelete, evidence, rulesVersion, model);
  }
}
