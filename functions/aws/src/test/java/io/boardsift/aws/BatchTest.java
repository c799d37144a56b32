package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.emulator.aws.EmbeddedSqs;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.emulator.aws.SqsEventSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void anErrorIsItsMessagesAloneAndDoesNotEndTheBatch() {
    AtomicInteger calls = new AtomicInteger();
    try (EmbeddedSqs sqs = EmbeddedSqs.start(LocalAccount.random())) {
      URI queue = sqs.createQueue("queue", Duration.ofSeconds(1));
      Batch batch =
          new Batch(
              new Queue(sqs.client(), queue),
              body -> {
                if (calls.incrementAndGet() == 1) {
                  throw new OutOfMemoryError("Java heap space");
                }
                return Optional.empty();
              });
      LocalFunction function =
          LocalFunction.of(
              "function",
              (event, context) -> batch.take(event),
              SQSEvent.class,
              SQSBatchResponse.class,
              Duration.ofSeconds(10));
      sqs.client().sendMessage(send -> send.queueUrl(queue.toString()).messageBody("message"));
      try (SqsEventSource source = SqsEventSource.start(sqs.client(), queue, function)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> calls.get() == 2 && sqs.size(queue) == 0);
        assertThat(source).isNotNull();
      }
    }
  }
}
