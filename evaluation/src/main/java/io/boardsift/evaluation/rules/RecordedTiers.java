package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.EvidenceByTier;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.UndecodableException;

/**
 * Hands out what was measured before, tier by tier, and stops where triage would have stopped. Not
 * for use by several threads.
 */
final class RecordedTiers implements EvidenceByTier<UndecodableException> {
  private final MeasuredPhoto measured;
  private Tier reached = Tier.EVENT;

  RecordedTiers(MeasuredPhoto measured) {
    this.measured = measured;
  }

  /** Whether a tier was asked for, and so would be on triage's record as far as it is there. */
  boolean hasReached(Tier tier) {
    return reached.compareTo(tier) >= 0;
  }

  @Override
  public Evidence reach(Tier tier) throws UndecodableException {
    reached = tier.compareTo(reached) > 0 ? tier : reached;
    if (measured.missing().isPresent() && hasReached(measured.missing().get().tier())) {
      throw new UndecodableException(measured.missing().get().reason());
    }
    return measured.evidence();
  }
}
