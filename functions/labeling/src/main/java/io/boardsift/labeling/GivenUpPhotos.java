package io.boardsift.labeling;

import io.boardsift.aws.PhotoFacts;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.FollowUpRequest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Photos of events that triage gave up after all tries, hours of them: whatever stopped it, people
 * can still look at the photos. It may have failed before it recorded a decision, before it carried
 * a deletion out, or after all was done, by another event of the same photo.
 */
record GivenUpPhotos(
    PhotosBucket photos, ResultsBucket results, Queue verdictsQueue, InstantSource clock) {
  private static final String WHY = "triage gave up on its event";

  /** Makes sure that a photo's record asks people, if they have to look, and says whether. */
  boolean isForPeople(Photo photo) {
    Instant now = clock.instant();
    StoredDecision stored =
        results.recordUnlessRecorded(
            DecisionRecord.of(photo, Decision.error(WHY, Evidence.none(), "none"), now, 0));
    if (stored.isNew()) {
      return true;
    }
    PhotoFacts known = PhotoFacts.of(photo, photos, results);
    return switch (Life.WITHOUT_GRACE.next(known.facts(), now)) {
      case Step.Ask _ -> true;
      case Step.Delete _ when known.facts().verdict().isEmpty() -> {
        results.change(
            known.decision().orElseThrow(),
            record -> record.leftToPeople(DecidedBy.ERROR, WHY, now));
        yield true;
      }
      case Step.Reopen _ -> {
        results.reopen(known.decision().orElseThrow(), now);
        yield true;
      }
      case Step.BringBack back -> {
        verdictsQueue.send(new FollowUpRequest(photo).toJson());
        yield back.verdict().isEmpty();
      }
      case Step.Delete _, Step.Decide _, Step.Wait _, Step.Rest _ -> false;
    };
  }
}
