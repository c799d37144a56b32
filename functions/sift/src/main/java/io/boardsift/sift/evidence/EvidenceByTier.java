package io.boardsift.sift.evidence;

/**
 * A way to what one photo shows, tier by tier.
 *
 * @param <X> what is thrown where a tier cannot be measured
 */
@FunctionalInterface
public interface EvidenceByTier<X extends Exception> {
  /**
   * Measures everything up to a tier that is not measured yet.
   *
   * @return what is known by then
   * @throws X if the tier, or a cheaper one, cannot be measured
   */
  Evidence reach(Tier tier) throws X;
}
