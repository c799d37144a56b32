package io.boardsift.sift;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.model.ModelFinding;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided on a photo, and why.
 *
 * @param outcome what happens to the photo
 * @param by who or what decided
 * @param reason one line for people: the values that decided
 * @param finding what was found on it
 */
public record Decision(Outcome outcome, DecidedBy by, String reason, Finding finding) {

  public Decision {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(by);
    Objects.requireNonNull(reason);
    if (outcome == Outcome.DELETE && (!finding.wouldDelete() || by == DecidedBy.ERROR)) {
      throw new IllegalArgumentException("only a rule or the model may call for a deletion");
    }
  }

  /** A decision that leaves the photo to a person because something went wrong. */
  public static Decision error(String reason, Evidence evidence, String rulesVersion) {
    return new Decision(
        Outcome.REVIEW, DecidedBy.ERROR, reason, Finding.none(evidence, rulesVersion));
  }

  /** The rule whose conditions held, if one's did. */
  public Optional<String> rule() {
    return finding.rule();
  }

  /** What came of asking the model, if it was asked. */
  public Optional<ModelFinding> model() {
    return finding.model();
  }

  /** The same decision, and what rules in shadow said. */
  public Decision with(ShadowFinding said) {
    return new Decision(outcome, by, reason, finding.with(said));
  }

  /** The same finding, shown to a person to check the rules. */
  public Decision asAudit() {
    return new Decision(Outcome.REVIEW, DecidedBy.AUDIT, "audit of: " + reason, finding);
  }

  /** The same finding, shown to a person because nothing may be deleted (yet). */
  public Decision keptBecause(String why) {
    return new Decision(Outcome.REVIEW, by, why + "; would have been deleted: " + reason, finding);
  }
}
