package io.boardsift.aws;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of SQS messages, taken one by one: those that fail are reported, and SQS delivers them
 * again; the others are done.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">ReportBatchItemFailures</a>
 */
public final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private Batch() {}

  /** Takes each message's body, and tells which ones threw. */
  public static SQSBatchResponse take(SQSEvent event, Consumer<String> taker) {
    List<BatchItemFailure> failures = new ArrayList<>();
    if (event != null && event.getRecords() != null) {
      for (SQSMessage message : event.getRecords()) {
        try {
          taker.accept(message.getBody());
        } catch (RuntimeException | Error e) {
          // An error, too, is this message's alone: the others of the batch are done.
          LOG.warn("will be tried again", entry("message", message.getMessageId()), e);
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
      }
    }
    return new SQSBatchResponse(failures);
  }
}
