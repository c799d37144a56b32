package io.boardsift.local;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.emulator.aws.EmbeddedS3;
import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.sift.Photo;
import io.boardsift.sift.life.Facts;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.Standing;
import io.boardsift.sift.life.Step;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.FollowUpRequest;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends on its way again what was under way when a deployment stopped. Its queues are forgotten
 * then, its buckets are not, and they say of each photo what is left to do; answers that were on
 * their way are in the journal. Works while the deployment does: what is uploaded or answered
 * meanwhile takes its own way, and is left alone here.
 */
final class Resumption implements AutoCloseable {
  private static final int PAGE = 1000;

  private final LocalDeployment deployment;
  private final EmbeddedS3 s3;
  private final AnswerJournal journal;
  private final ResultsBucket results;
  private final BatchSender reviews;
  private final BatchSender verdicts;
  private final Life life;
  private final Consumer<String> news;

  /** Whose answers are sent on, and are recorded any moment: nobody has to be asked. */
  private final Set<Photo> justAnswered = new HashSet<>();

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("resumption").unstarted(this::run);
  private volatile boolean isStopped;
  private long lookedAt;
  private long passedOver;

  Resumption(
      LocalDeployment deployment,
      Queues queues,
      EmbeddedS3 s3,
      AnswerJournal journal,
      Life life,
      Consumer<String> news) {
    this.life = life;
    this.deployment = deployment;
    this.s3 = s3;
    this.journal = journal;
    this.news = news;
    this.results = new ResultsBucket(s3.directReader(), LocalDeployment.RESULTS);
    this.reviews = new BatchSender(queues.queue(queues.review()));
    this.verdicts = new BatchSender(queues.queue(queues.verdicts()));
  }

  /** Begins, and returns at once. */
  Resumption start() {
    thread.start();
    return this;
  }

  /**
   * Waits until everything is sent.
   *
   * @return whether that came within the time
   */
  boolean await(Duration time) throws InterruptedException {
    return done.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      resumeAnswers();
      resumePhotos();
      done.countDown();
    } catch (RuntimeException e) {
      if (!isStopped) {
        news.accept(
            "Some of what was under way before the restart was not sent on; the next restart tries again: "
                + e);
      }
    }
  }

  private void resumeAnswers() {
    List<String> waiting = journal.waiting();
    if (waiting.isEmpty()) {
      return;
    }
    news.accept(
        String.format(
            Locale.ROOT, "%,d answers were on their way and are sent on", waiting.size()));
    for (String answer : waiting) {
      verdicts.add(answer);
      photo(answer).ifPresent(justAnswered::add);
    }
    verdicts.flush();
  }

  private static Optional<Photo> photo(String answer) {
    try {
      return Optional.of(Verdict.fromManifestLine(answer).photo());
    } catch (MalformedException e) {
      // The function on that queue says so, and where it lies afterwards.
      return Optional.empty();
    }
  }

  private void resumePhotos() {
    StoredVersion last = null;
    for (List<StoredVersion> page = page(last); !page.isEmpty(); page = page(last)) {
      for (StoredVersion version : page) {
        if (!version.isMarker() && s3.isFromBefore(version)) {
          resumeIfReadable(version, standing(version, last));
        }
        last = version;
      }
    }
    reviews.flush();
    verdicts.flush();
    if (lookedAt > 0 && !isStopped) {
      news.accept(
          String.format(Locale.ROOT, "Looked through all %,d photos", lookedAt)
              + (passedOver == 0
                  ? ""
                  : String.format(Locale.ROOT, ", %,d of them skipped", passedOver)));
    }
  }

  private List<StoredVersion> page(StoredVersion last) {
    return isStopped ? List.of() : s3.page(LocalDeployment.PHOTOS, last, PAGE);
  }

  /** One photo whose records are damaged holds up no other. */
  private void resumeIfReadable(StoredVersion version, Standing standing) {
    if (lookedAt == 0) {
      news.accept("Looking through the photos uploaded before the restart for what is left to do");
    }
    lookedAt++;
    Photo photo =
        new Photo(
            version.bucket(), version.key(), version.versionId(), version.eTag(), version.size());
    try {
      if (!justAnswered.contains(photo)) {
        resume(version, photo, standing);
      }
    } catch (IllegalStateException e) {
      passedOver++;
      news.accept(version.key() + " is skipped: " + e.getMessage());
    }
  }

  private void resume(StoredVersion version, Photo photo, Standing standing) {
    Optional<Verdict> verdict = results.verdict(photo);
    Facts facts = new Facts(results.decision(photo), verdict, () -> standing);
    switch (life.next(facts, Instant.now())) {
      // Its owner wanted that, and triage has not come to it.
      case Step.Ask _ when facts.decision().orElseThrow().isToBeTriagedAgain() ->
          deployment.send(version);
      case Step.Ask _ -> reviews.add(new ReviewTask(photo).toJson());
      // Decided, and not carried out.
      case Step.Delete(Cause cause) when cause == Cause.RULE -> deployment.send(version);
      case Step.Decide _ -> deployment.send(version);
      // A message waits as long as its answer can be changed.
      case Step.Wait _ -> verdicts.add(verdict.orElseThrow().toManifestLine());
      case Step.Delete _, Step.BringBack _, Step.Reopen _ ->
          verdicts.add(new FollowUpRequest(photo).toJson());
      case Step.Rest _ -> {}
    }
  }

  private static Standing standing(StoredVersion version, StoredVersion above) {
    if (above == null || !above.key().equals(version.key())) {
      return new Standing.Current();
    }
    return above.isMarker() ? new Standing.Hidden(above.versionId()) : new Standing.Superseded();
  }

  /** Stops where it is; the next start begins again. */
  @Override
  public void close() {
    isStopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
