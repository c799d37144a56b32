package io.boardsift.soak;

import io.boardsift.local.LocalDeployment;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Has uploads wait while the queues are long. Messages are hidden for a second here; with tens of
 * thousands of them a second is over before a batch is taken, and they come round again and again.
 */
final class Backlog {
  private static final int MOST = 1_000;

  /** Asking the queues takes some milliseconds. */
  private static final int UPLOADS_BETWEEN = 50;

  private static final long PAUSE_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final LocalDeployment deployment;

  Backlog(LocalDeployment deployment) {
    this.deployment = deployment;
  }

  /**
   * Waits, before the upload of an index, until the queues are short.
   *
   * @throws IllegalStateException if they get no shorter for a long time
   */
  void await(int index) throws InterruptedException {
    if (index % UPLOADS_BETWEEN != 0) {
      return;
    }
    long least = Long.MAX_VALUE;
    long leastAt = System.nanoTime();
    for (long length = length(); length > MOST; length = length()) {
      if (length < least) {
        least = length;
        leastAt = System.nanoTime();
      } else if (System.nanoTime() - leastAt > PATIENCE.toNanos()) {
        throw new IllegalStateException("the queues stay long: " + length + " messages");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private long length() {
    List<URI> queues =
        List.of(
            deployment.failuresQueue(),
            deployment.givenUpQueue(),
            deployment.reviewQueue(),
            deployment.tasksQueue(),
            deployment.verdictsQueue());
    return queues.stream().mapToLong(deployment::size).sum();
  }
}
