package io.boardsift.verdicts;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Batch;
import java.util.function.Supplier;

/**
 * Takes people's answers a batch at a time: each by itself, and what they teach is written once for
 * all of them. Safe for use by several threads.
 *
 * @param learning a new one for each batch
 */
record AnswerBatch(Batch messages, Verdicts verdicts, Supplier<Learning> learning) {
  /** Takes each message, and names those that have to come again. */
  SQSBatchResponse take(SQSEvent event) {
    Learning learned = learning.get();
    SQSBatchResponse again = messages.take(event, body -> verdicts.take(body, learned));
    // Before Lambda takes the messages off their queue: if this is cut off they come again.
    learned.write();
    return again;
  }
}
