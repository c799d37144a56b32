package io.boardsift.console;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.console.ApiRequests.GivenAnswer;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.model.Message;

/** Gives tasks out to reviewers and takes their answers. */
final class ReviewTasks {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewTasks.class);
  private static final String JOB = "console";

  /** Longer than a lease, so that a photo can be loaded as long as it may be answered. */
  private static final Duration PICTURE = TasksQueue.LEASE.multipliedBy(3);

  private final TasksQueue tasks;
  private final Queue verdicts;
  private final Queue deadLetters;
  private final ResultsBucket results;
  private final Previews previews;
  private final S3Presigner presigner;
  private final InstantSource clock;

  ReviewTasks(
      TasksQueue tasks,
      Queue verdicts,
      Queue deadLetters,
      ResultsBucket results,
      Previews previews,
      S3Presigner presigner,
      InstantSource clock) {
    this.tasks = tasks;
    this.verdicts = verdicts;
    this.deadLetters = deadLetters;
    this.results = results;
    this.previews = previews;
    this.presigner = presigner;
    this.clock = clock;
  }

  /**
   * A task given out.
   *
   * @param lease to be sent back with the answer
   * @param id the photo's id, the same however often it is given out
   * @param picture an address at which the browser finds what it shows: the photo's preview, or the
   *     photo where there is none; a secret
   * @param original an address at which the browser finds the photo; a secret
   */
  record LeasedTask(String lease, String id, Photo photo, String picture, String original) {}

  /**
   * Tasks given out.
   *
   * @param left about how many there are in all, with these
   */
  record Leases(List<LeasedTask> tasks, long left) {}

  Leases lease(int count) {
    List<LeasedTask> leased = new ArrayList<>();
    for (Message message : tasks.lease(count)) {
      open(message).ifPresent(leased::add);
    }
    return new Leases(leased, Math.max(tasks.size(), leased.size()));
  }

  private Optional<LeasedTask> open(Message message) {
    Photo photo;
    try {
      photo = ReviewTask.fromJson(message.body()).photo();
    } catch (MalformedException e) {
      LOG.error("a message that is not a task", entry("reason", e.getMessage()));
      deadLetters.send(message.body(), e.getMessage());
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    if (results.isAnswered(photo)) {
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    URI original = PhotosBucket.address(presigner, photo, PICTURE);
    return Optional.of(
        new LeasedTask(
            message.receiptHandle(),
            photo.id(),
            photo,
            preview(photo).orElse(original).toString(),
            original.toString()));
  }

  /** Whoever cannot be asked for a preview has none. */
  private Optional<URI> preview(Photo photo) {
    try {
      return previews.address(presigner, photo, PICTURE);
    } catch (SdkException e) {
      LOG.warn("no preview", entry("photo", photo.id()), entry("reason", String.valueOf(e)));
      return Optional.empty();
    }
  }

  /**
   * Takes an answer. It is on its way before its task is gone, so that a failure in between costs a
   * second look and never the answer.
   *
   * @throws RefusedException if nobody was asked about this photo
   */
  void answer(GivenAnswer given, String reviewer) {
    Photo photo = given.photo();
    // A record that cannot be read counts as a question; the answer repairs it.
    boolean wasAsked =
        results
            .stored(photo)
            .filter(stored -> stored.record().asksPeople())
            .filter(stored -> stored.isDamaged() || stored.record().photo().isSameAs(photo))
            .isPresent();
    if (!wasAsked) {
      throw new RefusedException(409, "this photo is not up for review");
    }
    Verdict verdict =
        new Verdict(
            given.photo(),
            given.answer(),
            reviewer,
            JOB,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    verdicts.send(verdict.toManifestLine());
    given.lease().ifPresent(tasks::done);
    LOG.info(
        "answered", entry("photo", given.photo().id()), entry("answer", given.answer().label()));
  }

  void giveBack(List<String> leases) {
    leases.forEach(tasks::giveBack);
  }
}
