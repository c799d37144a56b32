package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.Queue;
import io.boardsift.console.ApiRequests.AnswerRequest;
import io.boardsift.console.GivenAnswers.Taken;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes reviewers' answers, and sends them on as verdicts. */
final class AnswerTaking {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerTaking.class);
  private static final String JOB = "console";

  private final UpForReview upForReview;
  private final GivenAnswers given;
  private final DailyProgress progress;
  private final TasksQueue tasks;
  private final Queue verdicts;
  private final InstantSource clock;

  AnswerTaking(
      UpForReview upForReview,
      GivenAnswers given,
      DailyProgress progress,
      TasksQueue tasks,
      Queue verdicts,
      InstantSource clock) {
    this.upForReview = upForReview;
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
    DecisionRecord record = upForReview.record(request.photo());
    Photo photo = record.photo();
    Taken taken;
    try {
      taken = given.replace(photo, answer(request, reviewer), request);
    } catch (ConflictException e) {
      if (!e.given().isDisputed()) {
        // Nobody has to look any more.
        request.lease().ifPresent(tasks::done);
      }
      throw e;
    }
    send(photo, taken.stands());
    request.lease().ifPresent(tasks::done);
    if (taken.isNew() && request.lease().isPresent()) {
      // A changed answer is still one photo.
      request.day().ifPresent(day -> progress.count(day, reviewer));
    }
    LOG.info(
        "answered", entry("photo", photo.id()), entry("answer", taken.stands().answer().label()));
    return new Receipt(
        record.reason(),
        (record.isDeletedBy(Cause.PERSON) || record.isDeletedBy(Cause.RULE))
            && request.answer() != Answer.NOT_A_BOARD);
  }

  /**
   * Has one more person look at a photo that two did not agree on. Until they have, it counts as
   * one that nobody can tell, so that nothing happens to it.
   *
   * @param request the answer that was refused, in the place of the one that stands
   */
  void askAnother(AnswerRequest request, String reviewer) {
    Photo photo = upForReview.record(request.photo()).photo();
    List<String> disagree =
        Stream.concat(
                given.on(photo).stream()
                    .flatMap(
                        before ->
                            before.isDisputed()
                                ? before.disagree().stream()
                                : Stream.of(before.by())),
                Stream.of(reviewer))
            .distinct()
            .toList();
    GivenAnswer open =
        new GivenAnswer(
            request.id(), Answer.CANNOT_TELL, reviewer, clock.instant(), disagree, Defect.NONE);
    Taken taken = given.replace(photo, open, request);
    send(photo, taken.stands());
    tasks.ask(new ReviewTask(photo).toJson(), Duration.ZERO);
    LOG.info("two do not agree, so another person looks", entry("photo", photo.id()));
  }

  private GivenAnswer answer(AnswerRequest request, String reviewer) {
    return new GivenAnswer(
        request.id(), request.answer(), reviewer, clock.instant(), List.of(), request.defect());
  }

  /** Sends the verdict of an answer; it may be sent again, as it is the same one then. */
  void send(Photo photo, GivenAnswer stands) {
    verdicts.send(
        new Verdict(photo, stands.answer(), stands.by(), JOB, stands.at(), stands.defect())
            .toManifestLine());
  }
}
