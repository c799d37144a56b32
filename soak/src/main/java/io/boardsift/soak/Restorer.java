package io.boardsift.soak;

import io.boardsift.aws.Queue;
import io.boardsift.aws.Restoration;
import io.boardsift.aws.Restoration.Deleted;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.local.LocalDeployment;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Brings deleted photos back, as {@code boardsift restore} does. Sometimes it is cut off in the
 * middle; then its user tries again.
 */
final class Restorer implements AutoCloseable {
  private static final String WHY = "a soak";
  private static final double CUT_OFF = 0.3;

  /** A restoration makes some six. */
  private static final int MOST_REQUESTS = 5;

  /** Together longer than an outage of the records. */
  private static final int ATTEMPTS = 20;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final LocalDeployment deployment;
  private final SoakContext turmoil;
  private final Dice dice;
  private final Instance hands;

  Restorer(LocalDeployment deployment, SoakContext turmoil) {
    this.deployment = deployment;
    this.turmoil = turmoil;
    this.dice = turmoil.dice().of("restorer");
    this.hands =
        new Instance(
            deployment.s3Endpoint(),
            deployment.sqsEndpoint(),
            deployment.account(),
            turmoil.weather(),
            dice.of("hands"));
  }

  /** Brings some of the deleted photos back. */
  synchronized void restore(int count) {
    List<Deleted> deleted = new ArrayList<>(all().toList());
    Collections.shuffle(deleted, new Random(dice.below(Integer.MAX_VALUE)));
    deleted.stream().limit(count).forEach(this::restore);
  }

  /** Looking is not an effect: it is done in calm weather. */
  private Stream<Deleted> all() {
    return restoration(deployment.s3(), deployment.sqs()).deleted();
  }

  private Restoration restoration(S3Client s3, SqsClient sqs) {
    Queue queue = new Queue(sqs, deployment.reviewQueue());
    return new Restoration(
        s3,
        LocalDeployment.PHOTOS,
        LocalDeployment.RESULTS,
        photo -> queue.send(new ReviewTask(photo).toJson()),
        InstantSource.system());
  }

  private void restore(Deleted deleted) {
    Instant begun = Instant.now();
    turmoil.counts().count("restored");
    boolean isCutOff = !turmoil.weather().isCalm() && dice.chance(CUT_OFF);
    boolean isDone =
        tryToRestore(deleted, isCutOff ? Lifeline.killed(dice, MOST_REQUESTS) : Lifeline.whole());
    for (int again = 0; !isDone && again < ATTEMPTS; again++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      isDone = again(deleted.photo().versionId(), deleted.photo().key());
    }
    if (!isDone) {
      turmoil.counts().count("restore-given-up");
    } else if (isOurs(deleted.photo())) {
      turmoil.ledger().restored(deleted.photo().versionId(), begun);
    } else {
      turmoil.counts().count("restore-came-second");
    }
  }

  /**
   * Cut off before it did anything, it may find that a changed answer has brought the photo back.
   */
  private boolean isOurs(Photo photo) {
    return new ResultsBucket(deployment.s3(), LocalDeployment.RESULTS)
        .decision(photo)
        .flatMap(DecisionRecord::restored)
        .filter(restored -> restored.why().equals(WHY))
        .isPresent();
  }

  private boolean again(String versionId, String key) {
    return restoration(deployment.s3(), deployment.sqs()).deleted(key).stream()
        .filter(still -> still.photo().versionId().equals(versionId))
        .allMatch(still -> tryToRestore(still, Lifeline.whole()));
  }

  private boolean tryToRestore(Deleted deleted, Lifeline lifeline) {
    hands.live(lifeline);
    try {
      restoration(hands.s3(), hands.sqs()).restore(deleted, WHY);
      return !lifeline.isKilled();
    } catch (RuntimeException e) {
      turmoil.counts().count("restore-cut-off");
      return false;
    } finally {
      hands.live(Lifeline.whole());
    }
  }

  @Override
  public void close() {
    hands.close();
  }
}
