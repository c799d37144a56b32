package io.boardsift.verdicts;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.FollowUpRequest;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people's answers: checks each, records it (of several on one photo the latest counts),
 * notes what it teaches, and does what follows for its photo. A message may come twice, late, or be
 * interrupted anywhere: what it says is recorded once, and what is left to do is asked of the
 * photo, not of the message.
 */
final class Verdicts {
  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

  private final AskedPhotos asked;
  private final ResultsBucket results;
  private final FollowUp followUp;
  private final Queue deadLetters;
  private final RuleAccuracy accuracy;
  private final Optional<EventBus> bus;
  private final InstantSource clock;

  Verdicts(
      AskedPhotos asked,
      ResultsBucket results,
      FollowUp followUp,
      Queue deadLetters,
      RuleAccuracy accuracy,
      Optional<EventBus> bus,
      InstantSource clock) {
    this.asked = asked;
    this.results = results;
    this.followUp = followUp;
    this.deadLetters = deadLetters;
    this.accuracy = accuracy;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * Takes one message: a line of an augmented manifest, bare or as SNS wraps it, or a request to
   * follow up on a photo.
   *
   * @param learning notes what the answer teaches
   * @return after how long it has to be taken again, as its answer can be changed until then; empty
   *     if it is done
   * @throws RuntimeException if it has to be tried again
   */
  Optional<Duration> take(String body, Learning learning) {
    Verdict verdict;
    StoredDecision decision;
    try {
      Optional<FollowUpRequest> request = FollowUpRequest.fromJson(body);
      if (request.isPresent()) {
        return followUp.settle(asked.own(request.get().photo()));
      }
      verdict = Verdict.fromManifestLine(SnsNotification.message(body), clock.instant());
      decision = asked.check(verdict);
    } catch (MalformedException e) {
      LOG.error("a message that is not an answer", entry("reason", e.getMessage()));
      deadLetters.send(body, e.getMessage());
      return Optional.empty();
    }
    Photo photo = verdict.photo();
    if (!decision.record().counts(verdict)) {
      LOG.info("answered before it was brought back", entry("photo", photo.id()));
      // The answer says nothing any more; but the first try of this message may have been cut off.
      followUp.settle(photo);
      return Optional.empty();
    }
    if (decision.isDamaged()) {
      // The answer repairs the record: from now on it says that people were asked.
      results.change(decision, record -> record);
    }
    Optional<Verdict> before = results.recordUnlessOutdated(verdict);
    boolean stands = before.isEmpty() || !before.get().isOver(verdict);
    if (stands && !before.equals(Optional.of(verdict))) {
      LOG.info(
          "answered",
          entry("photo", photo.id()),
          entry("answer", verdict.answer().label()),
          entry("job", verdict.job()));
    }
    if (before.isEmpty()) {
      // A changed answer is still one photo checked.
      accuracy.count(verdict, decision.record());
    }
    if (stands) {
      accuracy.note(verdict, decision.record());
      learning.note(verdict, decision.record());
    }
    Optional<Duration> rest = followUp.settle(photo).filter(left -> stands);
    if (stands && rest.isEmpty()) {
      // Last: what is not told is told by the next try, and all else is done by then.
      bus.ifPresent(others -> others.tell(verdict, decision.record()));
    }
    return rest;
  }
}
