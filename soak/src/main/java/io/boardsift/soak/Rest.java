package io.boardsift.soak;

import io.boardsift.local.LocalDeployment;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Waits until nothing moves any more. */
final class Rest {
  private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than a message is hidden while a function works on it. */
  private static final Duration STILL = Duration.ofMillis(1_500);

  private final LocalDeployment deployment;
  private final SqsClient sqs;
  private final BooleanSupplier isPending;

  /**
   * Watches a deployment.
   *
   * @param isPending whether anybody who is not in a queue is still going to do something
   */
  Rest(LocalDeployment deployment, BooleanSupplier isPending) {
    this.deployment = deployment;
    this.sqs = deployment.sqs();
    this.isPending = isPending;
  }

  /**
   * Waits. How long it takes is the machine's affair; what counts is that less and less is left.
   *
   * @param patience how long there may be no less left than at any time before
   * @return whether it came to rest
   */
  boolean await(Duration patience) throws InterruptedException {
    long least = Long.MAX_VALUE;
    long leastAt = System.nanoTime();
    long stillSince = System.nanoTime();
    while (System.nanoTime() - leastAt < patience.toNanos()) {
      if (!isQuiet()) {
        stillSince = System.nanoTime();
      } else if (System.nanoTime() - stillSince > STILL.toNanos()) {
        return true;
      }
      long left = queues().mapToLong(this::size).sum() + size(deployment.tasksQueue());
      if (left < least) {
        least = left;
        leastAt = System.nanoTime();
      }
      Thread.sleep(POLL);
    }
    LOG.warn(
        "still moving: others {}, triage {}, failures {}, review {}, verdicts {}",
        isPending.getAsBoolean(),
        !deployment.isTriageIdle(),
        size(deployment.failuresQueue()),
        size(deployment.reviewQueue()),
        size(deployment.verdictsQueue()));
    return false;
  }

  private boolean isQuiet() throws InterruptedException {
    return !isPending.getAsBoolean()
        && deployment.isTriageIdle()
        && queues().allMatch(queue -> size(queue) == 0);
  }

  /** Those that are empty when nothing moves. Photos may wait for people anyway. */
  private Stream<URI> queues() {
    return Stream.of(
        deployment.failuresQueue(), deployment.reviewQueue(), deployment.verdictsQueue());
  }

  /** Messages that can be received, are worked on, or are held back. */
  private long size(URI queue) {
    return sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(queue.toString())
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }
}
