package io.boardsift.triage;

import io.boardsift.aws.DeletionGate;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Cause;
import java.util.Objects;
import java.util.Optional;

/**
 * What happens to the deletions that rules call for: those that the gate would not let through, and
 * a share of all others, go to people. The gate is asked again when a deletion is carried out;
 * asking it here words the record.
 *
 * @param gate what a deployment allows
 * @param auditRate the share of would-be deletions that people check, 0 to 1
 */
record Policy(DeletionGate gate, double auditRate) {
  Policy {
    Objects.requireNonNull(gate);
    if (!(auditRate >= 0 && auditRate <= 1)) {
      throw new IllegalArgumentException("the audit rate is a share from 0 to 1, not " + auditRate);
    }
  }

  Decision apply(Photo photo, Decision decision) {
    if (decision.outcome() == Outcome.REVIEW) {
      return decision;
    }
    Optional<String> refusal = gate.refusal(photo, Cause.RULE);
    if (refusal.isPresent()) {
      return decision.keptBecause(refusal.get());
    }
    return isAudited(photo) ? decision.asAudit() : decision;
  }

  /** The sample follows from the photo alone, so that a repeated event falls the same way. */
  private boolean isAudited(Photo photo) {
    long draw = Long.parseLong(photo.fingerprint().substring(0, 8), 16);
    return draw < auditRate * (1L << 32);
  }
}
