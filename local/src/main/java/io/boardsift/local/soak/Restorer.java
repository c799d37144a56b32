package io.boardsift.local.soak;

import io.boardsift.aws.Queue;
import io.boardsift.local.pipeline.LocalDeployment;
import io.boardsift.local.pipeline.Restoration;
import io.boardsift.local.pipeline.Restoration.Deleted;
import io.boardsift.sift.records.ReviewTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Brings deleted photos back, as {@code boardsift restore} does. Sometimes it is cut off in the
 * middle; then its user tries again.
 */
final class Restorer implements AutoCloseable {
  private static final double CUT_OFF = 0.3;

  /** A restoration makes some five. */
  private static final int MOST_REQUESTS = 4;

  private static final int ATTEMPTS = 5;

  private final LocalDeployment deployment;
  private final Turmoil turmoil;
  private final Dice dice;
  private final Instance hands;

  Restorer(LocalDeployment deployment, Turmoil turmoil) {
    this.deployment = deployment;
    this.turmoil = turmoil;
    this.dice = turmoil.dice().of("restorer");
    this.hands =
        new Instance(
            deployment.s3Endpoint(), deployment.sqsEndpoint(), turmoil.weather(), dice.of("hands"));
  }

  /** Brings some of the deleted photos back. */
  synchronized void restore(int count) {
    Restoration restoration = new Restoration(deployment.s3());
    List<Deleted> deleted = new ArrayList<>(restoration.deleted());
    Collections.shuffle(deleted, new Random(dice.below(Integer.MAX_VALUE)));
    deleted.stream().limit(count).forEach(this::restore);
  }

  private void restore(Deleted deleted) {
    Instant begun = Instant.now();
    turmoil.counts().count("restored");
    boolean isCutOff = !turmoil.weather().isCalm() && dice.chance(CUT_OFF);
    boolean isDone =
        tryToRestore(deleted, isCutOff ? Lifeline.killed(dice, MOST_REQUESTS) : Lifeline.whole());
    for (int again = 0; !isDone && again < ATTEMPTS; again++) {
      isDone =
          new Restoration(deployment.s3())
              .deleted(deleted.photo().key())
              .map(still -> tryToRestore(still, Lifeline.whole()))
              .orElse(true);
    }
    turmoil.ledger().restored(deleted.photo().versionId(), begun);
    new Queue(deployment.sqs(), deployment.reviewQueue())
        .send(new ReviewTask(deleted.photo()).toJson());
  }

  private boolean tryToRestore(Deleted deleted, Lifeline lifeline) {
    Restoration restoration;
    try {
      restoration = new Restoration(hands.s3());
      hands.live(lifeline);
      restoration.restore(deleted);
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
