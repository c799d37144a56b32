package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.boardsift.emulator.aws.EmbeddedSqs;
import io.boardsift.emulator.aws.LocalAccount;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    return message;
  }

  @Test
  void anErrorIsItsMessagesAloneAndDoesNotEndTheBatch() {
    try (EmbeddedSqs sqs = EmbeddedSqs.start(LocalAccount.random())) {
      URI queue = sqs.createQueue("queue", Duration.ofSeconds(1));
      AtomicInteger failures = new AtomicInteger();
      Batch batch = new Batch(new Queue(sqs.client(), queue), failures::incrementAndGet);
      Batch.Taker taker =
          body -> {
            if (body.equals("too large")) {
              throw new OutOfMemoryError("Java heap space");
            }
            return Optional.empty();
          };
      SQSEvent event = new SQSEvent();
      event.setRecords(
          List.of(message("a", "good"), message("b", "too large"), message("c", "good")));
      assertThat(batch.take(event, taker).getBatchItemFailures())
          .extracting(BatchItemFailure::getItemIdentifier)
          .containsExactly("b");
      assertThat(failures).hasValue(1);
    }
  }
}
