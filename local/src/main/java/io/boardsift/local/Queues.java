package io.boardsift.local;

import io.boardsift.aws.Queue;
import io.boardsift.emulator.aws.EmbeddedSqs;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/**
 * A deployment's queues.
 *
 * @param server what has them
 * @param review photos for people, as triage hands them over
 * @param tasks photos for people, as the labeling console leases them
 * @param verdicts people's answers
 * @param failures events that triage has failed on, and is to try again
 * @param givenUp those that it has failed on each time
 * @param deadLetters messages that nobody can read
 */
record Queues(
    EmbeddedSqs server,
    URI review,
    URI tasks,
    URI verdicts,
    URI failures,
    URI givenUp,
    URI deadLetters) {
  private static final Duration POLL = Duration.ofMillis(100);

  static Queues on(EmbeddedSqs server, RetryTiming pace) {
    Duration rest = pace.visibility();
    int receives = pace.receives();
    URI deadLetters = server.createQueue("dead-letters", rest);
    // A message that is handed on goes on being counted.
    URI givenUp = server.createQueue("triage-given-up", rest, deadLetters, 2 * receives);
    return new Queues(
        server,
        server.createQueue("review", rest, deadLetters, receives),
        server.createQueue("tasks", rest),
        server.createQueue("verdicts", rest, deadLetters, receives),
        server.createQueue("triage-failures", rest, givenUp, receives),
        givenUp,
        deadLetters);
  }

  Queue queue(URI url) {
    return new Queue(server.client(), url);
  }

  /**
   * Waits until there is nothing in some queues, hidden and delayed messages among it.
   *
   * @param deadline as {@link System#nanoTime} counts
   * @return whether that came in time
   */
  boolean awaitEmpty(long deadline, URI... queues) throws InterruptedException {
    while (Arrays.stream(queues).anyMatch(queue -> server.size(queue) > 0)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }
}
