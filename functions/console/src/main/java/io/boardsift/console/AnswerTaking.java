package io.boardsift.console;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.console.ApiRequests.AnswerRequest;
import io.boardsift.console.GivenAnswers.Taken;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes reviewers' answers, and sends them on. */
final class AnswerTaking {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerTaking.class);
  private static final String JOB = "console";

  private final ResultsBucket results;
  private final GivenAnswers given;
  private final DailyProgress progress;
  private final TasksQueue tasks;
  private final Queue verdicts;
  private final InstantSource clock;

  AnswerTaking(
      ResultsBucket results,
      GivenAnswers given,
      DailyProgress progress,
      TasksQueue tasks,
      Queue verdicts,
      InstantSource clock) {
    this.results = results;
    this.given = given;
    this.progress = progress;
    this.tasks = tasks;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  /**
   * What a reviewer is told once an answer is taken.
   *
   * @param why people were asked; not told before, as it would be seen in the photo
   * @param isBroughtBack whether the photo was deleted already, and comes back now
   */
  record Receipt(String why, boolean isBroughtBack) {}

  /**
   * Takes an answer. It is on its way before its task is gone, so that a failure in between costs a
   * second look and never the answer; and it can be sent again until it is taken.
   *
   * @throws RefusedException if nobody was asked about this photo
   * @throws ConflictException if somebody else has answered on it
   */
  Receipt take(AnswerRequest request, String reviewer) {
    Photo photo = request.photo();
    DecisionRecord record = asked(photo);
    GivenAnswer answer =
        new GivenAnswer(
            request.id(), request.answer().label(), reviewer, now().toString(), List.of());
    Taken taken = take(request, answer);
    send(photo, request.answer(), taken.stands());
    request.lease().ifPresent(tasks::done);
    if (taken.isFirst()) {
      progress.count(request.day(), reviewer);
    }
    LOG.info("answered", entry("photo", photo.id()), entry("answer", request.answer().label()));
    return new Receipt(
        record.reason(),
        record.isDeletedBy(Cause.PERSON) && request.answer() != Answer.NOT_A_BOARD);
  }

  private Taken take(AnswerRequest request, GivenAnswer answer) {
    try {
      return given.take(request.photo(), answer, request.replaces());
    } catch (ConflictException e) {
      if (!e.given().isDisputed()) {
        // Nobody has to look any more.
        request.lease().ifPresent(tasks::done);
      }
      throw e;
    }
  }

  /**
   * Has one more person look at a photo that two did not agree on. Until they have, it counts as
   * one that nobody can tell, so that nothing happens to it.
   *
   * @param request the answer that was refused, in the place of the one that stands
   */
  void askAnother(AnswerRequest request, String reviewer) {
    Photo photo = request.photo();
    asked(photo);
    String before =
        given.on(photo).filter(there -> !there.isDisputed()).map(GivenAnswer::by).orElse(reviewer);
    GivenAnswer open =
        new GivenAnswer(
            request.id(),
            Answer.CANNOT_TELL.label(),
            reviewer,
            now().toString(),
            List.of(before, reviewer));
    Taken taken = given.take(photo, open, request.replaces());
    send(photo, Answer.CANNOT_TELL, taken.stands());
    tasks.ask(new ReviewTask(photo).toJson());
    LOG.info("two do not agree, so another person looks", entry("photo", photo.id()));
  }

  /**
   * The record of a photo that people were asked about. One that cannot be read counts as a
   * question; the answer repairs it.
   */
  private DecisionRecord asked(Photo photo) {
    return results
        .stored(photo)
        .filter(stored -> stored.record().asksPeople())
        .filter(stored -> stored.isDamaged() || stored.record().photo().isSameAs(photo))
        .map(StoredDecision::record)
        .orElseThrow(() -> new RefusedException(409, "this photo is not up for review"));
  }

  private void send(Photo photo, Answer answer, GivenAnswer stands) {
    Verdict verdict = new Verdict(photo, answer, stands.by(), JOB, Instant.parse(stands.at()));
    verdicts.send(verdict.toManifestLine());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
