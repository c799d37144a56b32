package io.boardsift.local.pipeline;

import io.boardsift.sift.records.DecisionRecord;
import java.util.Optional;

/**
 * Where a photo ended, read from the buckets and queues themselves.
 *
 * @param submission the photo
 * @param whereabouts where it is now
 * @param decision the decision recorded on it, if there is one
 */
public record Result(
    Submission submission, Whereabouts whereabouts, Optional<DecisionRecord> decision) {
  /** Where a photo can be. */
  public enum Whereabouts {
    /** Behind a delete marker: restorable. */
    DELETED,
    /** In the labeling job's queue. */
    WITH_PEOPLE,
    /** Nowhere, or without a record. This must not be. */
    LOST
  }
}
