package io.boardsift.local.soak;

import io.boardsift.local.pipeline.LocalDeployment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Waits until nothing moves any more. */
final class Rest {
  private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than anything that is held back on purpose, such as a deletion for its grace. */
  private static final Duration STILL = Duration.ofSeconds(4);

  private final LocalDeployment deployment;
  private final SqsClient sqs;
  private final SoakReviewers reviewers;
  private final BooleanSupplier isPending;

  /**
   * Watches a deployment.
   *
   * @param isPending whether anybody who is not in a queue is still going to do something
   */
  Rest(LocalDeployment deployment, SoakReviewers reviewers, BooleanSupplier isPending) {
    this.deployment = deployment;
    this.sqs = deployment.sqs();
    this.reviewers = reviewers;
    this.isPending = isPending;
  }

  /**
   * Waits. A message that is held back for longer and longer does not keep it from being at rest.
   *
   * @return whether that came in time
   */
  boolean await(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    long stillSince = System.nanoTime();
    long delayed = -1;
    while (System.nanoTime() < deadline) {
      long now = delayed();
      if (!isQuiet() || now != delayed) {
        stillSince = System.nanoTime();
        delayed = now;
      }
      long needed = delayed == 0 ? POLL.toNanos() : STILL.toNanos();
      if (System.nanoTime() - stillSince > needed) {
        return true;
      }
      Thread.sleep(POLL);
    }
    LOG.warn("still moving: {}", moving());
    return false;
  }

  private String moving() throws InterruptedException {
    return "others %s, reviewers %s, triage %s, failures %d, review %d, verdicts %d"
        .formatted(
            isPending.getAsBoolean(),
            reviewers.isPending(),
            !deployment.isTriageIdle(),
            moving(deployment.failuresQueue()),
            moving(deployment.reviewQueue()),
            moving(deployment.verdictsQueue()));
  }

  private boolean isQuiet() throws InterruptedException {
    return !isPending.getAsBoolean()
        && !reviewers.isPending()
        && waiting(deployment.tasksQueue()) == 0
        && deployment.isTriageIdle()
        && List.of(deployment.failuresQueue(), deployment.reviewQueue(), deployment.verdictsQueue())
            .stream()
            .allMatch(queue -> moving(queue) == 0);
  }

  private long moving(URI queue) {
    return waiting(queue)
        + count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private long waiting(URI queue) {
    return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private long delayed() {
    return count(
        deployment.verdictsQueue(), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  private long count(URI queue, QueueAttributeName what) {
    return Long.parseLong(
        sqs.getQueueAttributes(get -> get.queueUrl(queue.toString()).attributeNames(what))
            .attributes()
            .get(what));
  }
}
