package io.boardsift.local;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.rules.HeldCondition;
import java.util.List;
import java.util.Optional;

/**
 * Where a photo ended, read from the buckets and queues themselves.
 *
 * @param submission the photo
 * @param whereabouts where it is now
 * @param decision the decision recorded on it, if there is one
 */
public record Result(Submission submission, Whereabouts whereabouts, Optional<Decided> decision) {
  /**
   * What a decision's record says, without all that was measured: a run holds one for each of its
   * photos.
   *
   * @param reason one line for people
   * @param conditions of the rule that held, with what was measured
   * @param wouldDelete whether rules or model called for deletion
   * @param millis how long measuring and deciding took, in milliseconds
   */
  public record Decided(
      Photo photo,
      Outcome outcome,
      DecidedBy by,
      Optional<String> rule,
      String reason,
      List<HeldCondition> conditions,
      boolean wouldDelete,
      double millis) {
    static Decided of(DecisionRecord record) {
      return new Decided(
          record.photo(),
          record.outcome(),
          record.by(),
          record.rule(),
          record.reason(),
          record.conditions(),
          record.wouldDelete(),
          record.millis());
    }
  }

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
