package io.boardsift.aws;

import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Standing;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DeletionTrace;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one gate before every deletion: nothing else may call for one. It is asked at the moment of
 * deleting, so that what changed since the decision counts: the mode, the runaway guard, an answer,
 * a restoration. Safe for use by several threads.
 *
 * <p>Around the deletion stands the record: before it says that a deletion is begun (a decision
 * just recorded says so itself), after it which delete marker is Boardsift's. Directly before it,
 * the deletion is listed by day ({@link DeletionIndex}). Between the last look and the deletion
 * somebody may decide otherwise; so who deletes has to ask the photo's life once more afterwards,
 * and a marker that is ours and must not be there is removed.
 */
public final class DeletionGate {
  private final String photosBucket;
  private final Mode mode;
  private final Function<Photo, Optional<String>> runaway;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Life life;
  private final InstantSource clock;

  /**
   * Builds it.
   *
   * @param photosBucket the one bucket in which something may be deleted
   * @param runaway why rules may delete nothing now, see {@link RunawayGuard#stop}; asked for rules
   *     only
   * @param life with the time in which an answer can be changed
   */
  public DeletionGate(
      String photosBucket,
      Mode mode,
      Function<Photo, Optional<String>> runaway,
      PhotosBucket photos,
      ResultsBucket results,
      Life life,
      InstantSource clock) {
    this.photosBucket = Objects.requireNonNull(photosBucket);
    this.mode = Objects.requireNonNull(mode);
    this.runaway = Objects.requireNonNull(runaway);
    this.photos = Objects.requireNonNull(photos);
    this.results = Objects.requireNonNull(results);
    this.life = Objects.requireNonNull(life);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Why a photo may not be deleted, whatever rules and people say; in one line. */
  public Optional<String> refusal(Photo photo, Cause cause) {
    if (!photo.bucket().equals(photosBucket)) {
      return Optional.of("its bucket is not the photos bucket " + photosBucket);
    }
    if (!photo.isVersioned()) {
      return Optional.of("the bucket keeps no versions, so a deletion could not be undone");
    }
    if (photo.eTag().isEmpty()) {
      return Optional.of("the event names no eTag, so a newer upload could be hit");
    }
    return switch (mode) {
      case OBSERVE -> Optional.of("observing");
      case DELETE ->
          switch (cause) {
            case RULE -> runaway.apply(photo);
            // A person looked at this very photo: that is not a runaway.
            case PERSON -> Optional.empty();
          };
    };
  }

  /**
   * Hides a photo behind a delete marker, if it is allowed and still called for.
   *
   * @param decision its record as it was just read or written
   */
  public Deletion delete(StoredDecision decision, Cause cause) {
    Photo photo = decision.record().photo();
    Optional<String> refusal = refusal(photo, cause);
    if (refusal.isPresent()) {
      return new Deletion.Refused(refusal.get());
    }
    StoredDecision begun = decision;
    if (!decision.isNew()) {
      begun =
          results.change(
              decision,
              // What a person's answer has done is known; it may have come in between.
              r ->
                  cause == Cause.RULE && r.isDeletedBy(Cause.PERSON)
                      ? r
                      : r.with(DeletionTrace.begun(cause, clock.instant())));
      PhotoFacts now = PhotoFacts.of(photo, photos, results);
      if (!life.next(now.facts(), clock.instant()).equals(new Step.Delete(cause))) {
        return new Deletion.Overtaken();
      }
    }
    // Before it: a deletion that cannot be listed fails here, and is tried again.
    results.deletions().add(begun.record(), cause, clock.instant());
    Deletion.Tried deletion = photos.delete(photo);
    Optional<String> marker =
        switch (deletion) {
          case Deletion.Deleted(String set) -> Optional.of(set);
          // It may be ours: S3 carried out what it failed to answer.
          case Deletion.AlreadyGone _ ->
              photos.standing(photo) instanceof Standing.Hidden(String found)
                  ? Optional.of(found)
                  : Optional.empty();
          case Deletion.Superseded _ -> Optional.empty();
        };
    return marker.isEmpty() || isTraced(begun, cause, marker.get())
        ? deletion
        : new Deletion.Overtaken();
  }

  /** Notes the marker, and says whether the record still called for the deletion. */
  private boolean isTraced(StoredDecision begun, Cause cause, String marker) {
    DeletionTrace trace = new DeletionTrace(cause, clock.instant(), marker);
    return results
        .change(begun, record -> record.deleted(trace))
        .record()
        .deletion()
        .filter(trace::equals)
        .isPresent();
  }
}
