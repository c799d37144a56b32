package io.boardsift.triage;

import io.boardsift.aws.Mode;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import java.util.Objects;

/**
 * What a deployment allows, whatever the rules say: nothing is deleted that cannot be restored,
 * nothing at all while observing, and a share of all deletions is checked by people first.
 *
 * @param mode what the deployment may do
 * @param auditRate the share of would-be deletions that people check, 0 to 1
 */
record Policy(Mode mode, double auditRate) {
  Policy {
    Objects.requireNonNull(mode);
    if (!(auditRate >= 0 && auditRate <= 1)) {
      throw new IllegalArgumentException("the audit rate is a share from 0 to 1, not " + auditRate);
    }
  }

  Decision apply(Photo photo, Decision decision) {
    if (decision.outcome() == Outcome.REVIEW) {
      return decision;
    }
    if (!photo.isVersioned()) {
      return decision.keptBecause(
          "the bucket keeps no versions, so a deletion could not be undone");
    }
    if (photo.eTag().isEmpty()) {
      return decision.keptBecause("the event names no eTag, so a newer upload could be hit");
    }
    return switch (mode) {
      case OBSERVE -> decision.keptBecause("observing");
      case DELETE -> isAudited(photo) ? decision.asAudit() : decision;
    };
  }

  /** The sample follows from the photo alone, so that a repeated event falls the same way. */
  private boolean isAudited(Photo photo) {
    long draw = Long.parseLong(photo.fingerprint().substring(0, 8), 16);
    return draw < auditRate * (1L << 32);
  }
}
