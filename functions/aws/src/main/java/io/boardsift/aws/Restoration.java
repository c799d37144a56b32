package io.boardsift.aws;

import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Standing;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.DeletionTrace;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Brings back photos that Boardsift deleted, in any deployment. Each comes back under its key, its
 * record says so, and people are asked to look at it. Whatever cuts a restoration off, asking for
 * it again finishes it.
 *
 * <p>It takes the rights to list and read both buckets, to write {@code decisions/}, {@code
 * memory/} and {@code previews/} and to delete from {@code verdicts/} in the results bucket, to
 * delete versions in the photos bucket (delete markers are versions), and to send to the review
 * queue.
 */
public final class Restoration {
  /** More than there are functions that may be deleting one photo at a time. */
  private static final int MOST_MARKERS = 10;

  private final S3Client s3;
  private final String photosBucket;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Previews previews;
  private final MemoryStore memories;
  private final Consumer<Photo> handOn;
  private final boolean mayUnhide;
  private final InstantSource clock;

  /**
   * Builds it.
   *
   * @param askPeople sends a photo to the review queue
   */
  public Restoration(
      S3Client s3,
      String photosBucket,
      String resultsBucket,
      Consumer<Photo> askPeople,
      InstantSource clock) {
    this(s3, photosBucket, resultsBucket, askPeople, true, clock);
  }

  private Restoration(
      S3Client s3,
      String photosBucket,
      String resultsBucket,
      Consumer<Photo> handOn,
      boolean mayUnhide,
      InstantSource clock) {
    this.s3 = Objects.requireNonNull(s3);
    this.photosBucket = Objects.requireNonNull(photosBucket);
    this.photos = new PhotosBucket(s3, PhotosBucket.ConditionalDelete.BY_S3);
    this.results = new ResultsBucket(s3, resultsBucket);
    this.previews = new Previews(s3, resultsBucket);
    this.memories = new MemoryStore(s3, resultsBucket);
    this.handOn = Objects.requireNonNull(handOn);
    this.mayUnhide = mayUnhide;
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * One for those who may not remove delete markers, as that takes the right to remove versions for
   * good. It does all the rest, and asks the verdicts function for that.
   *
   * @param followUp sends a request to follow up on a photo; whoever takes it removes the marker,
   *     and asks people
   */
  public static Restoration byRequest(
      S3Client s3,
      String photosBucket,
      String resultsBucket,
      Consumer<Photo> followUp,
      InstantSource clock) {
    return new Restoration(s3, photosBucket, resultsBucket, followUp, false, clock);
  }

  /**
   * A photo version that can be brought back.
   *
   * @param at when it was deleted
   * @param marker the version of the delete marker on it
   * @param isShownAfter whether its key will show it; if not, something newer was uploaded since
   */
  public record Deleted(
      Photo photo, Instant at, String marker, boolean isShownAfter, StoredDecision decision) {}

  /** Every photo version that Boardsift deleted, by rule or on a person's word, by key. */
  public Stream<Deleted> deleted() {
    return new KeyHistories(s3, photosBucket).withMarkers().flatMap(this::deleted);
  }

  /** The deleted versions of one key, the newest first. */
  public List<Deleted> deleted(String key) {
    return deleted(KeyHistory.read(s3, photosBucket, key)).toList();
  }

  private Stream<Deleted> deleted(KeyHistory history) {
    return history.hidden().stream().flatMap(hidden -> deleted(hidden).stream());
  }

  private Optional<Deleted> deleted(KeyHistory.Hidden hidden) {
    KeyHistory.Entry version = hidden.version();
    Photo photo =
        new Photo(photosBucket, version.key(), version.versionId(), version.eTag(), version.size());
    return results
        .stored(photo)
        // Where the record is damaged nobody knows whose marker it is: better a photo too many.
        .filter(stored -> stored.isDamaged() || stored.record().isOwn(hidden.marker().versionId()))
        .map(
            stored ->
                new Deleted(
                    photo,
                    hidden.marker().modified(),
                    hidden.marker().versionId(),
                    hidden.marker().isLatest(),
                    stored));
  }

  /**
   * Brings a photo back.
   *
   * @param why in one line, for its record
   */
  public void restore(Deleted deleted, String why) {
    Photo photo = deleted.photo();
    Instant now = laterThanAll(deleted);
    // First the record: from then on no earlier answer, and no repeated event, deletes the photo.
    StoredDecision restored =
        results.change(deleted.decision(), record -> record.restored(why, now));
    results.withdrawVerdict(photo);
    unlearn(deleted.decision().record(), now);
    previews.renew(photo);
    handOn.accept(photo);
    if (!mayUnhide) {
      return;
    }
    // Last the marker: as long as it is there, this can be asked for again.
    photos.unhide(photo, deleted.marker());
    // A deletion that was under way may have set another one.
    for (int i = 0; i < MOST_MARKERS; i++) {
      if (!(photos.standing(photo) instanceof Standing.Hidden(String marker))
          || !restored.record().isOwn(marker)) {
        return;
      }
      photos.unhide(photo, marker);
    }
  }

  /** Clocks differ: whatever was said and done before must not count any more. */
  private Instant laterThanAll(Deleted deleted) {
    Stream<Instant> before =
        Stream.concat(
            results.verdict(deleted.photo()).map(Verdict::at).stream(),
            deleted.decision().record().deletion().map(DeletionTrace::at).stream());
    return Stream.concat(Stream.of(clock.instant()), before.map(at -> at.plusMillis(1)))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** A photo that people threw away by mistake must not count against others that look like it. */
  private void unlearn(DecisionRecord decision, Instant now) {
    if (decision.appearance().isPresent() && decision.outcome() == Outcome.REVIEW) {
      try {
        RememberedPhoto forgotten =
            RememberedPhoto.of(decision.photo(), decision.appearance().get(), Label.NEITHER, now);
        memories.add(forgotten.camera(), List.of(forgotten));
      } catch (BrokenMemoryException e) {
        // Then no rule can rely on it either, and the functions raise the alarm.
      }
    }
  }
}
