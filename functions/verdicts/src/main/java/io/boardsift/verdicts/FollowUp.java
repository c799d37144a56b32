package io.boardsift.verdicts;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.Deletion;
import io.boardsift.aws.DeletionGate;
import io.boardsift.aws.PhotoFacts;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from people's answers for a photo: it is deleted, brought back, or stays. After each
 * step it is asked again what is left, so that an answer that came meanwhile is heard.
 */
final class FollowUp {
  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  /** Far more than any photo's life takes; somebody else changes it all the time. */
  private static final int MOST_STEPS = 10;

  private final Life life;
  private final DeletionGate gate;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final Queue reviewQueue;
  private final InstantSource clock;

  FollowUp(
      Life life,
      DeletionGate gate,
      PhotosBucket photos,
      ResultsBucket results,
      Queue reviewQueue,
      InstantSource clock) {
    this.life = life;
    this.gate = gate;
    this.photos = photos;
    this.results = results;
    this.reviewQueue = reviewQueue;
    this.clock = clock;
  }

  /**
   * Does what there is to do.
   *
   * @return after how long there may be something again; empty if never
   */
  Optional<Duration> settle(Photo photo) {
    for (int i = 0; i < MOST_STEPS; i++) {
      PhotoFacts known = PhotoFacts.of(photo, photos, results);
      Instant now = clock.instant();
      switch (life.next(known.facts(), now)) {
        case Step.Wait(Instant until) -> {
          return rest(photo, Duration.between(now, until));
        }
        case Step.Delete(Cause cause) when cause == Cause.PERSON -> {
          if (!hasMoreToDo(photo, gate.delete(known.decision().orElseThrow(), cause))) {
            return Optional.empty();
          }
        }
        case Step.BringBack(String marker, Optional<Verdict> verdict) -> {
          // The marker first: a photo that is there needs no record that it was brought back.
          photos.unhide(photo, marker);
          results.change(known.decision().orElseThrow(), record -> record.broughtBack(verdict));
          LOG.info("brought back", entry("photo", photo.id()));
        }
        case Step.Reopen _ -> reopen(known.decision().orElseThrow(), now);
        case Step.Ask _ -> {
          reviewQueue.send(new ReviewTask(photo).toJson());
          return Optional.empty();
        }
        // What a rule deletes is triage's affair.
        case Step.Delete _, Step.Decide _, Step.Rest _ -> {
          return Optional.empty();
        }
      }
    }
    throw new IllegalStateException(
        "changed by others at each of " + MOST_STEPS + " tries: " + photo.id());
  }

  private Optional<Duration> rest(Photo photo, Duration left) {
    Optional<String> refusal = gate.refusal(photo, Cause.PERSON);
    refusal.ifPresent(why -> LOG.info("kept", entry("photo", photo.id()), entry("reason", why)));
    return refusal.isPresent() ? Optional.empty() : Optional.of(left);
  }

  private static boolean hasMoreToDo(Photo photo, Deletion deletion) {
    String what =
        switch (deletion) {
          case Deletion.Deleted _ -> "deleted on a person's word";
          case Deletion.Superseded _ -> "superseded";
          case Deletion.AlreadyGone _ -> "deleted before";
          case Deletion.Refused(String reason) -> "kept: " + reason;
          case Deletion.Overtaken _ -> "not deleted, as it was decided otherwise meanwhile";
        };
    LOG.info(what, entry("photo", photo.id()));
    return !(deletion instanceof Deletion.Refused || deletion instanceof Deletion.Superseded);
  }

  private void reopen(StoredDecision decision, Instant now) {
    Photo photo = decision.record().photo();
    results.reopen(decision, now);
    results.withdrawVerdict(photo);
    LOG.info("somebody removed its delete marker, so people look", entry("photo", photo.id()));
  }
}
