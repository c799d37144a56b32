package io.boardsift.sift.life;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One photo in its buckets and queues, as a model: each method is one effect, whole or not at all.
 */
final class World {
  static final Photo PHOTO = new Photo("photos", "line/1.jpg", "v1", "e1", 10);

  boolean isObserving;
  Optional<DecisionRecord> record = Optional.empty();
  Optional<Verdict> verdict = Optional.empty();

  /** The delete marker on the photo; 0 if there is none. */
  int marker;

  int markersSet;
  boolean hasTask;

  /** Requests to follow up on the photo that nobody has taken yet. */
  int requests;

  /** A second passes with whatever a clock is asked for. */
  int seconds;

  /** Whether the photo was restored by a command that came to its end, and when. */
  Optional<Instant> restoredAt = Optional.empty();

  World copy() {
    World copy = new World();
    copy.isObserving = isObserving;
    copy.record = record;
    copy.verdict = verdict;
    copy.marker = marker;
    copy.markersSet = markersSet;
    copy.hasTask = hasTask;
    copy.requests = requests;
    copy.seconds = seconds;
    copy.restoredAt = restoredAt;
    return copy;
  }

  String key() {
    return isObserving
        + "|"
        + record.map(DecisionRecord::json).orElse("")
        + "|"
        + verdict.map(v -> v.answer() + v.at().toString()).orElse("")
        + "|"
        + marker
        + "|"
        + hasTask
        + requests
        + "|"
        + restoredAt;
  }

  Instant now() {
    return Instant.EPOCH.plusSeconds(++seconds);
  }

  Standing standing() {
    return marker == 0 ? new Standing.Current() : new Standing.Hidden("m" + marker);
  }

  Facts facts() {
    Standing standing = standing();
    return new Facts(record, verdict, () -> standing);
  }

  /** Tells whether it was the first. */
  boolean recordUnlessRecorded(DecisionRecord mine) {
    if (record.isPresent()) {
      return false;
    }
    record = Optional.of(mine);
    return true;
  }

  void change(UnaryOperator<DecisionRecord> change) {
    record = Optional.of(change.apply(record.orElseThrow()));
  }

  void recordUnlessOutdated(Verdict mine) {
    if (verdict.isEmpty() || mine.isOver(verdict.get())) {
      verdict = Optional.of(mine);
    }
  }

  /** Conditional on the version: a photo that is hidden already is not hidden twice. */
  Optional<String> delete() {
    if (marker != 0) {
      return Optional.empty();
    }
    marker = ++markersSet;
    return Optional.of("m" + marker);
  }

  void unhide(String which) {
    if (which.equals("m" + marker)) {
      marker = 0;
    }
  }
}
