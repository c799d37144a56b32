package io.boardsift.verdicts;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import io.boardsift.aws.Deletion;
import io.boardsift.aws.Mode;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people's answers: records each (of several on one photo the latest counts), and deletes
 * what a person called not a board. The deletion waits a while, so that a changed answer comes in
 * time: the verdict goes back to its queue for as long, and is carried out when it returns if it
 * still stands. From each answer the memory of prints learns at once, and forgets what is changed.
 */
final class Verdicts {
  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

  /** The longest that SQS holds a message back. */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final ResultsBucket results;
  private final PhotosBucket photos;
  private final Queue verdictsQueue;
  private final Queue deadLetters;
  private final Mode mode;
  private final Duration grace;
  private final RuleAccuracy accuracy;
  private final Learning learning;
  private final InstantSource clock;

  Verdicts(
      ResultsBucket results,
      PhotosBucket photos,
      Queue verdictsQueue,
      Queue deadLetters,
      Mode mode,
      Duration grace,
      RuleAccuracy accuracy,
      Learning learning,
      InstantSource clock) {
    this.results = results;
    this.photos = photos;
    this.verdictsQueue = verdictsQueue;
    this.deadLetters = deadLetters;
    this.mode = mode;
    this.grace = grace;
    this.accuracy = accuracy;
    this.learning = learning;
    this.clock = clock;
  }

  /**
   * Takes one message: a line of an augmented manifest, bare or as SNS wraps it.
   *
   * @throws RuntimeException if it has to be tried again
   */
  void take(String body) {
    Verdict verdict;
    try {
      verdict = Verdict.fromManifestLine(SnsNotification.message(body));
    } catch (MalformedException e) {
      LOG.error("a message that is no verdict", entry("reason", e.getMessage()));
      deadLetters.send(body, e.getMessage());
      return;
    }
    Optional<Verdict> before = results.recordUnlessOutdated(verdict);
    if (before.isPresent() && before.get().at().isAfter(verdict.at())) {
      LOG.info("a later answer stands", entry("photo", verdict.photo().id()));
      return;
    }
    boolean isNews = !before.equals(Optional.of(verdict));
    if (isNews) {
      LOG.info(
          "answered",
          entry("photo", verdict.photo().id()),
          entry("answer", verdict.answer().label()),
          entry("job", verdict.job()));
    }
    Optional<DecisionRecord> decision = results.decision(verdict.photo());
    if (before.isEmpty()) {
      // A changed answer is still one photo checked.
      accuracy.count(verdict, decision);
    }
    if (verdict.answer() == Answer.NOT_A_BOARD) {
      cleanUp(verdict);
    }
    // Last, so that an answer is carried out even where nothing can be learned from it.
    learning.learn(verdict, decision);
  }

  private void cleanUp(Verdict verdict) {
    Photo photo = verdict.photo();
    if (mode == Mode.OBSERVE) {
      LOG.info("kept while observing", entry("photo", photo.id()));
      return;
    }
    if (!photo.isVersioned() || photo.eTag().isEmpty()) {
      LOG.info("kept, as it could not be restored", entry("photo", photo.id()));
      return;
    }
    Instant due = verdict.at().plus(grace);
    Duration left = Duration.between(clock.instant(), due);
    if (left.isPositive()) {
      Duration rounded = left.plusSeconds(1);
      verdictsQueue.send(
          verdict.toManifestLine(), rounded.compareTo(LONGEST_DELAY) < 0 ? rounded : LONGEST_DELAY);
      return;
    }
    Deletion deletion = photos.delete(photo);
    LOG.info(
        switch (deletion) {
          case Deletion.Deleted d -> "deleted on a person's word";
          case Deletion.Superseded s -> "superseded";
          case Deletion.AlreadyGone g -> "deleted before";
        },
        entry("photo", photo.id()));
  }
}
