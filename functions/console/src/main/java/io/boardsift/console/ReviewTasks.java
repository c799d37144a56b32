package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Restored;
import io.boardsift.sift.records.ReviewTask;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;

/** Gives tasks out to reviewers. */
final class ReviewTasks {
  private static final Logger LOG = LoggerFactory.getLogger(ReviewTasks.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TasksQueue tasks;
  private final Queue deadLetters;
  private final PhotosBucket photos;
  private final ResultsBucket results;
  private final UpForReview upForReview;
  private final GivenAnswers given;
  private final AnswerTaking answers;
  private final PictureLinks links;

  ReviewTasks(
      TasksQueue tasks,
      Queue deadLetters,
      PhotosBucket photos,
      ResultsBucket results,
      UpForReview upForReview,
      GivenAnswers given,
      AnswerTaking answers,
      PictureLinks links) {
    this.tasks = tasks;
    this.deadLetters = deadLetters;
    this.photos = photos;
    this.results = results;
    this.upForReview = upForReview;
    this.given = given;
    this.answers = answers;
    this.links = links;
  }

  /**
   * Where a browser finds a photo. The addresses are secrets, and hold for 15 minutes.
   *
   * @param picture what the page shows: the photo's preview, or the photo where there is none
   * @param detail for a closer look: the photo, or the preview where browsers do not show the photo
   *     as it is
   * @param original the photo
   */
  record Links(String picture, String detail, String original) {}

  /**
   * A task given out.
   *
   * @param lease to be sent back with the answer
   * @param id the photo's id, the same however often it is given out
   * @param camera that took it, as its key tells
   * @param look what it looks like, in hexadecimal digits whose bits differ the less the more two
   *     photos are alike; of photos that have to be looked at one by one it is made up, so that
   *     nobody can tell which those are
   * @param replaces the id of an earlier answer, if people were asked before; else null
   */
  record LeasedTask(
      String lease,
      String id,
      Photo photo,
      String camera,
      String look,
      String picture,
      String detail,
      String original,
      String replaces) {}

  /**
   * Tasks given out.
   *
   * @param left about how many there are in all, with these
   */
  record Leases(List<LeasedTask> tasks, long left) {}

  Leases lease(int count, String reviewer) {
    List<LeasedTask> leased = new ArrayList<>();
    for (Message message : tasks.lease(count)) {
      try {
        open(message, reviewer).ifPresent(leased::add);
      } catch (SdkException e) {
        // The others are given out; this one comes again once its lease is over.
        LOG.warn("not given out", entry("messageId", message.messageId()), e);
      }
    }
    return new Leases(leased, Math.max(tasks.size(), leased.size()));
  }

  private Optional<LeasedTask> open(Message message, String reviewer) {
    Photo photo;
    try {
      photo = ReviewTask.fromJson(message.body()).photo();
    } catch (MalformedException e) {
      LOG.error("a message that is not a task", entry("reason", e.getMessage()));
      deadLetters.send(message.body(), e.getMessage());
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    Optional<GivenAnswer> before = given.on(photo);
    if (before.filter(known -> known.isDisputedBy(reviewer)).isPresent()) {
      // It is for somebody else. A new message, since one that is received often is taken out.
      tasks.ask(message.body(), TasksQueue.LEASE);
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    Optional<DecisionRecord> record = results.decision(photo);
    if (before.isEmpty() && record.filter(known -> !known.asksPeople()).isPresent()) {
      // Triage has decided again: it is deleted, or about to be, and people are asked if it is not.
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    if (before.filter(GivenAnswer::isDisputed).isEmpty() && isAnswered(photo, before, record)) {
      tasks.done(message.receiptHandle());
      return Optional.empty();
    }
    Links pictures = links.of(photo);
    return Optional.of(
        new LeasedTask(
            message.receiptHandle(),
            photo.id(),
            photo,
            RememberedPhoto.camera(photo.key()),
            look(record),
            pictures.picture(),
            pictures.detail(),
            pictures.original(),
            before.map(GivenAnswer::id).orElse(null)));
  }

  /**
   * Whether nobody has to look any more. An answer whose verdict is not recorded yet is one; its
   * verdict is sent again, as it may have been lost on its way.
   */
  private boolean isAnswered(
      Photo photo, Optional<GivenAnswer> before, Optional<DecisionRecord> record) {
    if (results.isAnswered(photo)) {
      return true;
    }
    Optional<Restored> back = record.flatMap(DecisionRecord::restored);
    Optional<GivenAnswer> counts =
        before.filter(known -> back.isEmpty() || !known.at().isBefore(back.get().at()));
    counts.ifPresent(known -> answers.send(photo, known));
    return counts.isPresent();
  }

  /**
   * What a photo looks like, if it may be answered together with others. A check of what a rule
   * would have deleted may not: each has to be an answer of its own.
   */
  private static String look(Optional<DecisionRecord> record) {
    return record
        .filter(known -> !known.wouldDelete())
        .flatMap(DecisionRecord::appearance)
        .map(appearance -> appearance.print().toString())
        .orElseGet(ReviewTasks::madeUpLook);
  }

  /** Of its 256 bits, half differ from those of any photo. */
  private static String madeUpLook() {
    byte[] bytes = new byte[PerceptualHash.BITS / Byte.SIZE];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * New addresses of a photo, since the first ones end.
   *
   * @throws RefusedException if nobody was asked about it (409), it is gone (404) or may not be
   *     read (403); a browser cannot tell these apart by itself
   */
  Links renewLinks(Photo named) {
    Photo photo = upForReview.record(named).photo();
    try {
      if (photos.find(photo.bucket(), photo.key(), photo.versionId()).isEmpty()) {
        throw new RefusedException(404, "the photo is gone");
      }
    } catch (S3Exception e) {
      if (e.statusCode() == 403) {
        throw new RefusedException(403, "the storage refuses the photo");
      }
      throw e;
    }
    return links.of(photo);
  }

  /**
   * Lets leases begin again.
   *
   * @return those that are lost: others may have their photos
   */
  List<String> renew(List<String> leases) {
    return leases.stream().filter(lease -> !tasks.renew(lease)).toList();
  }

  void giveBack(List<String> leases) {
    leases.forEach(tasks::giveBack);
  }
}
