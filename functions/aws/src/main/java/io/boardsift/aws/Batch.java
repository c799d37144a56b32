package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Batches of SQS messages, taken one by one: those that fail are reported, and SQS delivers them
 * again; those that have to wait rest in their queue; the others are done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">ReportBatchItemFailures</a>
 */
public final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final Queue queue;
  private final Runnable countFailure;

  /** What is done with a message. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes a message's body.
     *
     * @return after how long it has to be taken again; empty if it is done
     * @throws RuntimeException if it has to be tried again
     */
    Optional<Duration> take(String body);
  }

  /**
   * Builds it.
   *
   * @param queue where the messages come from
   * @param countFailure is told of each message that fails, as Lambda counts whole invocations only
   */
  public Batch(Queue queue, Runnable countFailure) {
    this.queue = Objects.requireNonNull(queue);
    this.countFailure = Objects.requireNonNull(countFailure);
  }

  /** Takes each message, and names those that have to come again. */
  public SQSBatchResponse take(SQSEvent event, Taker taker) {
    List<BatchItemFailure> again = new ArrayList<>();
    for (SQSMessage message : messages(event)) {
      if (!isDone(message, taker)) {
        again.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(again);
  }

  /** The messages of an event; none if it does not come from a queue. */
  public static List<SQSMessage> messages(SQSEvent event) {
    return event == null || event.getRecords() == null ? List.of() : event.getRecords();
  }

  private boolean isDone(SQSMessage message, Taker taker) {
    try {
      Optional<Duration> rest = taker.take(message.getBody());
      rest.ifPresent(duration -> postpone(message, duration));
      return rest.isEmpty();
    } catch (RuntimeException | Error e) {
      // An error, too, is this message's alone: the others of the batch are done.
      LOG.warn("will be tried again", entry("messageId", message.getMessageId()), e);
      countFailure.run();
      return false;
    }
  }

  /**
   * Without it, the message comes again after the queue's visibility timeout, and is asked again.
   */
  private void postpone(SQSMessage message, Duration rest) {
    try {
      queue.postpone(message.getReceiptHandle(), rest);
    } catch (SdkException e) {
      LOG.warn("cannot rest, so it comes sooner", entry("messageId", message.getMessageId()), e);
    }
  }
}
