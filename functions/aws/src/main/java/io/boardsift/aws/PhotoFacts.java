package io.boardsift.aws;

import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Facts;
import io.boardsift.sift.life.Standing;
import java.util.Objects;
import java.util.Optional;

/**
 * What the buckets say about a photo.
 *
 * @param decision the record, to be changed; empty if nothing is decided
 * @param facts for {@link io.boardsift.sift.life.Life}
 */
public record PhotoFacts(Optional<StoredDecision> decision, Facts facts) {
  public PhotoFacts {
    Objects.requireNonNull(decision);
    Objects.requireNonNull(facts);
  }

  /**
   * Of a photo that was decided on just now: it is where its event said, and nobody has answered.
   */
  public static PhotoFacts ofNew(StoredDecision decision) {
    return new PhotoFacts(
        Optional.of(decision),
        new Facts(Optional.of(decision.record()), Optional.empty(), Standing.Current::new));
  }

  /** Reads record and answer; where the version stands is looked up once it matters. */
  public static PhotoFacts of(Photo photo, PhotosBucket photos, ResultsBucket results) {
    Optional<StoredDecision> decision = results.stored(photo);
    return new PhotoFacts(
        decision,
        new Facts(
            decision.map(StoredDecision::record),
            results.verdict(photo),
            () -> photos.standing(photo)));
  }
}
