package io.boardsift.local;

import java.time.Duration;

/**
 * How soon a deployment tries again what failed, and how much it does at once.
 *
 * @param visibility how long a message rests before a function that failed on it sees it again, 1
 *     second or more
 * @param receives how often a message is tried before it becomes a dead letter, 1 or more
 * @param retryPause before the second attempt at an event of triage; twice as long before the third
 * @param longPause after that, before what all three have failed on is tried again, whole seconds;
 *     twice as long each time, up to 30 times this
 * @param triages how many events triage works on at once, 1 or more
 * @param batches how many batches of a queue its function works on at once, 1 or more; more than 1
 *     only where each invocation has an instance of its own
 */
public record RetryTiming(
    Duration visibility,
    int receives,
    Duration retryPause,
    Duration longPause,
    int triages,
    int batches) {
  /** What people at this machine do not have to wait for long. */
  public static final RetryTiming USUAL =
      new RetryTiming(
          Duration.ofSeconds(5),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          1 + Runtime.getRuntime().availableProcessors(),
          1);
}
