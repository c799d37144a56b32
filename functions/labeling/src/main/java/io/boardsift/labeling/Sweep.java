package io.boardsift.labeling;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds the photos that wait for a person whom nobody asks any more, and asks again. SQS keeps a
 * message 14 days at most, and what a labeling job held when it ended is gone with it; the records
 * know better. Each record is read once, when it has become old enough: one that asks people is
 * written again then, and so becomes young, and all others ask nobody until they are written again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     retention</a>
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** A round lists all records there are. */
  private static final Duration EVERY = Duration.ofDays(1);

  /** As many as a queue takes at once. */
  private static final int GROUP = 10;

  /** With so many records that S3 does not give in one run, S3 itself is away. */
  private static final int MOST_REFUSED = 10;

  private final UnansweredDecisions unanswered;
  private final String bucket;
  private final ResultsBucket results;
  private final Previews previews;
  private final ConditionalObject kept;
  private final Queue reviewQueue;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * Builds it.
   *
   * @param patience how long a photo waits before people are asked again
   */
  Sweep(
      S3Client s3,
      String resultsBucket,
      Queue reviewQueue,
      Duration patience,
      InstantSource clock) {
    this.unanswered = new UnansweredDecisions(s3, resultsBucket);
    this.bucket = resultsBucket;
    this.results = new ResultsBucket(s3, resultsBucket);
    this.previews = new Previews(s3, resultsBucket);
    this.kept = new ConditionalObject(s3, resultsBucket, "labeling/sweep.json");
    this.reviewQueue = reviewQueue;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Begins a round if one is due, or goes on with the one begun. At least one group of photos is
   * done however little time there is, so that it comes to an end.
   *
   * @param jobSince since when the labeling job is the current one; what people were asked before,
   *     it does not know. Empty if the job never changes.
   * @param hasTime whether to go on
   * @throws SdkException if S3 cannot be asked; one that gives all but a few records holds up
   *     nobody else
   */
  void run(Optional<Instant> jobSince, BooleanSupplier hasTime) {
    Instant now = clock.instant();
    Instant patienceEnds = now.minus(patience);
    Instant until = jobSince.filter(patienceEnds::isBefore).orElse(patienceEnds);
    List<SdkException> refused = new ArrayList<>();
    Optional<ConditionalObject.State> state = kept.read();
    SweepProgress progress =
        state
            .flatMap(read -> SweepProgress.fromJson(read.text()))
            .filter(read -> !read.isOfTheFuture(now))
            .orElseGet(() -> SweepProgress.first(now, until));
    if (progress.isDone()) {
      boolean isDue =
          progress.startedAt().plus(EVERY).isBefore(now)
              || jobSince.filter(progress.startedAt()::isBefore).isPresent();
      if (!isDue) {
        return;
      }
      progress = damaged(progress.damaged(), progress.next(now, until), hasTime, refused);
    }
    do {
      progress = next(progress, hasTime, refused);
    } while (!progress.isDone() && hasTime.getAsBoolean());
    // If another keeper has written meanwhile, its word stands: it has looked at all up to there.
    kept.write(state.map(ConditionalObject.State::eTag), progress.toJson());
    if (!refused.isEmpty()) {
      throw refused.getFirst(); // so that somebody is told
    }
  }

  /** Begins a round with the records that could not be read in the one before. */
  private SweepProgress damaged(
      List<String> keys, SweepProgress round, BooleanSupplier hasTime, List<SdkException> refused) {
    Asked asked = inGroups(keys, round, hasTime, refused);
    return asked.progress().withDamaged(keys.subList(asked.keys(), keys.size()));
  }

  private SweepProgress next(
      SweepProgress from, BooleanSupplier hasTime, List<SdkException> refused) {
    UnansweredDecisions.Page page = unanswered.after(from.after(), from.since(), from.until());
    List<String> keys = page.keys();
    Asked asked = inGroups(keys, from, hasTime, refused);
    if (asked.keys() < keys.size()) {
      return asked.progress().at(keys.get(asked.keys() - 1));
    }
    return page.last().isEmpty() ? asked.progress().done() : asked.progress().at(page.last());
  }

  /** How many of some records were dealt with, from the first on. */
  private record Asked(SweepProgress progress, int keys) {}

  /** One group at the least, and more as long as there is time. */
  private Asked inGroups(
      List<String> keys, SweepProgress from, BooleanSupplier hasTime, List<SdkException> refused) {
    SweepProgress progress = from;
    int done = 0;
    while (done < keys.size() && (done == 0 || hasTime.getAsBoolean())) {
      int end = Math.min(keys.size(), done + GROUP);
      progress = askAgain(keys.subList(done, end), progress, refused);
      done = end;
    }
    return new Asked(progress, done);
  }

  private SweepProgress askAgain(
      List<String> keys, SweepProgress progress, List<SdkException> refused) {
    List<ReviewTask> tasks = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    try {
      for (String key : keys) {
        try {
          Optional<Photo> photo =
              results.askAgain(key, progress.until(), clock.instant()).map(DecisionRecord::photo);
          photo.map(ReviewTask::new).ifPresent(tasks::add);
          photo.ifPresent(previews::renew); // as long as people are asked it keeps its preview
        } catch (MalformedException e) {
          // Its photo is not known from here. The answer on its task repairs it, or its event.
          LOG.error("a record cannot be read", entry("record", address(key)), e);
          unread.add(key);
        } catch (SdkException e) {
          refused.add(e);
          if (refused.size() > MOST_REFUSED) {
            throw e;
          }
          LOG.error("S3 does not give a record, or its preview", entry("record", address(key)), e);
          unread.add(key);
        }
      }
    } finally {
      // Their records say that they are asked now.
      if (!tasks.isEmpty()) {
        ask(tasks);
      }
    }
    return progress.withDamaged(unread);
  }

  private String address(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private void ask(List<ReviewTask> tasks) {
    Set<Integer> refused = reviewQueue.sendAll(tasks.stream().map(ReviewTask::toJson).toList());
    for (int i = 0; i < tasks.size(); i++) {
      String photo = tasks.get(i).photo().id();
      if (refused.contains(i)) {
        LOG.error("not asked again; the next time is after as long", entry("photo", photo));
      } else {
        LOG.info("nobody has answered, so people are asked again", entry("photo", photo));
      }
    }
  }
}
