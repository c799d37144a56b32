package io.boardsift.soak;

import io.boardsift.local.LocalDeployment;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until nothing moves any more. */
final class Rest {
  private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than a message is hidden while a function works on it. */
  private static final Duration STILL = Duration.ofMillis(1_500);

  private final LocalDeployment deployment;
  private final BooleanSupplier isPending;

  /**
   * Watches a deployment.
   *
   * @param isPending whether anybody who is not in a queue is still going to do something
   */
  Rest(LocalDeployment deployment, BooleanSupplier isPending) {
    this.deployment = deployment;
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
      long left =
          queues().mapToLong(deployment::size).sum() + deployment.size(deployment.tasksQueue());
      if (left < least) {
        least = left;
        leastAt = System.nanoTime();
      }
      Thread.sleep(POLL);
    }
    LOG.warn(
        "still moving: others {}, triage {}, failures {}, given up {}, review {}, verdicts {}",
        isPending.getAsBoolean(),
        !deployment.isTriageIdle(),
        deployment.size(deployment.failuresQueue()),
        deployment.size(deployment.givenUpQueue()),
        deployment.size(deployment.reviewQueue()),
        deployment.size(deployment.verdictsQueue()));
    return false;
  }

  private boolean isQuiet() throws InterruptedException {
    return !isPending.getAsBoolean()
        && deployment.isTriageIdle()
        && queues().allMatch(queue -> deployment.size(queue) == 0);
  }

  /** Those that are empty when nothing moves. Photos may wait for people anyway. */
  private Stream<URI> queues() {
    return Stream.of(
        deployment.failuresQueue(),
        deployment.givenUpQueue(),
        deployment.reviewQueue(),
        deployment.verdictsQueue());
  }
}
