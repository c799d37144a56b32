package io.boardsift.verdicts;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.boardsift.aws.Batch;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes people's answers a batch at a time: each by itself, and what they teach is written once for
 * all of them. Safe for use by several threads.
 *
 * @param learning a new one for each batch
 */
record AnswerBatch(Batch messages, Verdicts verdicts, Supplier<Learning> learning) {
  /**
   * How often a message comes at most because nothing could be learned from it. The answer itself
   * is safe at the first time.
   */
  static final int TRIES = 5;

  /** Takes each message, and names those that have to come again. */
  SQSBatchResponse take(SQSEvent event) {
    Learning learned = learning.get();
    SQSBatchResponse again = messages.take(event, body -> verdicts.take(body, learned));
    // Before Lambda takes the messages off their queue: if this is cut off they come again.
    return learned.write() ? again : onceMore(event, again, learned);
  }

  /**
   * All of them, as learning again changes nothing. Answers that come again anyway, to be carried
   * out, are learned then; if only those were, a memory would know what was thrown away and not the
   * boards.
   */
  private static SQSBatchResponse onceMore(
      SQSEvent event, SQSBatchResponse again, Learning learned) {
    Set<String> ids =
        again.getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    int lost = 0;
    for (SQSMessage message : Batch.messages(event)) {
      if (times(message) < TRIES) {
        ids.add(message.getMessageId());
      } else {
        lost++;
      }
    }
    learned.giveUp(lost);
    return new SQSBatchResponse(ids.stream().map(BatchItemFailure::new).toList());
  }

  /** How often it came. */
  private static int times(SQSMessage message) {
    Map<String, String> attributes = Objects.requireNonNullElse(message.getAttributes(), Map.of());
    return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
  }
}
