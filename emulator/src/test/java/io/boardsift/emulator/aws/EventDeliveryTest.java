package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions are called, and called again, the way Lambda does it. */
class EventDeliveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static EmbeddedSqs sqs;

  @BeforeAll
  static void start() {
    sqs = EmbeddedSqs.start(LocalAccount.random());
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  private static LocalFunction function(RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    return LocalFunction.of(
        "function", handler, SQSEvent.class, SQSBatchResponse.class, Duration.ofSeconds(10));
  }

  private void send(URI queue, String body) {
    sqs.client().sendMessage(send -> send.queueUrl(queue.toString()).messageBody(body));
  }

  @Test
  void whatIsReportedAsFailedComesAgainAndTheRestDoesNot() {
    URI dead = sqs.createQueue("dead-1", Duration.ofSeconds(30));
    URI queue = sqs.createQueue("queue-1", Duration.ofSeconds(1), dead, 3);
    Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    RequestHandler<SQSEvent, SQSBatchResponse> handler =
        (event, context) ->
            new SQSBatchResponse(
                event.getRecords().stream()
                    .filter(
                        message -> {
                          int times =
                              seen.computeIfAbsent(message.getBody(), b -> new AtomicInteger())
                                  .incrementAndGet();
                          return message.getBody().equals("poison")
                              || (message.getBody().equals("second time lucky") && times == 1);
                        })
                    .map(message -> new BatchItemFailure(message.getMessageId()))
                    .toList());
    List.of("good", "poison", "second time lucky").forEach(body -> send(queue, body));
    try (SqsEventSource source = SqsEventSource.start(sqs.client(), queue, function(handler))) {
      await().atMost(PATIENCE).until(() -> sqs.size(queue) == 0 && sqs.size(dead) == 1);
      assertThat(source).isNotNull();
    }
    assertThat(seen.get("good")).hasValue(1);
    assertThat(seen.get("second time lucky")).hasValue(2);
    assertThat(seen.get("poison")).hasValue(3);
  }

  @Test
  void aFunctionGetsNoMoreAtOnceThanItsBatchSize() {
    URI queue = sqs.createQueue("queue-0", Duration.ofSeconds(30));
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    RequestHandler<SQSEvent, SQSBatchResponse> handler =
        (event, context) -> {
          sizes.add(event.getRecords().size());
          return new SQSBatchResponse(List.of());
        };
    List.of("1", "2", "3").forEach(body -> send(queue, body));
    try (SqsEventSource source =
        SqsEventSource.start(sqs.client(), queue, function(handler), 1, message -> {})) {
      await().atMost(PATIENCE).until(() -> sqs.size(queue) == 0);
      assertThat(source).isNotNull();
    }
    assertThat(sizes).containsExactly(1, 1, 1);
  }

  @Test
  void aFunctionThatThrowsSeesItsWholeBatchAgain() {
    URI queue = sqs.createQueue("queue-2", Duration.ofSeconds(1));
    AtomicInteger calls = new AtomicInteger();
    RequestHandler<SQSEvent, SQSBatchResponse> handler =
        (event, context) -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("down");
          }
          return new SQSBatchResponse(List.of());
        };
    send(queue, "message");
    try (SqsEventSource source = SqsEventSource.start(sqs.client(), queue, function(handler))) {
      await().atMost(PATIENCE).until(() -> calls.get() == 2 && sqs.size(queue) == 0);
      assertThat(source).isNotNull();
    }
  }

  @Test
  void anErrorDoesNotEndThePoller() {
    URI queue = sqs.createQueue("queue-3", Duration.ofSeconds(1));
    AtomicInteger invocations = new AtomicInteger();
    LocalFunction failing =
        new LocalFunction(
            "function",
            (in, out, context) -> {
              if (invocations.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              out.write("{}".getBytes(StandardCharsets.UTF_8));
            },
            Duration.ofSeconds(10));
    send(queue, "message");
    try (SqsEventSource source = SqsEventSource.start(sqs.client(), queue, failing)) {
      await().atMost(PATIENCE).until(() -> invocations.get() == 2 && sqs.size(queue) == 0);
      assertThat(source).isNotNull();
    }
  }

  /** The records of an event that a function fails on each time it is called. */
  private static List<String> givenUpAfterThreeCalls(Runnable failure) throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    List<String> records = new CopyOnWriteArrayList<>();
    LocalFunction failing =
        new LocalFunction(
            "triage",
            (in, out, context) -> {
              calls.incrementAndGet();
              failure.run();
            },
            Duration.ofSeconds(10));
    try (AsyncInvocations invocations =
        new AsyncInvocations(failing, 2, Duration.ofMillis(50), records::add)) {
      invocations.send("{\"Records\":[]}");
      assertThat(invocations.awaitIdle(PATIENCE)).isTrue();
    }
    assertThat(calls).hasValue(3);
    return records;
  }

  @Test
  void anEventThatEndsInAnErrorIsTriedAndGivenUpLikeAnyOther() throws InterruptedException {
    List<String> records =
        givenUpAfterThreeCalls(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(records).singleElement().asString().contains("java.lang.OutOfMemoryError");
  }

  @Test
  void aDestinationThatFailsKeepsNoPlace() throws InterruptedException {
    LocalFunction failing =
        new LocalFunction(
            "triage",
            (in, out, context) -> {
              throw new IllegalStateException("down");
            },
            Duration.ofSeconds(10));
    try (AsyncInvocations invocations =
        new AsyncInvocations(
            failing,
            2,
            Duration.ofMillis(50),
            record -> {
              throw new OutOfMemoryError("Java heap space");
            })) {
      invocations.send("{\"Records\":[]}");
      assertThat(invocations.awaitIdle(PATIENCE)).isTrue();
    }
  }

  @Test
  void anEventIsTriedThreeTimesAndThenGivenToTheDestination() throws InterruptedException {
    List<String> records =
        givenUpAfterThreeCalls(
            () -> {
              throw new IllegalStateException("down");
            });
    assertThat(records).hasSize(1);
    assertThat(records.getFirst())
        .contains("\"condition\":\"RetriesExhausted\"", "\"requestPayload\":{\"Records\":[]}");
  }

  @Test
  void anEventThatSucceedsAtLastIsDone() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    LocalFunction flaky =
        new LocalFunction(
            "triage",
            (in, out, context) -> {
              if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("down");
              }
            },
            Duration.ofSeconds(10));
    List<String> records = new CopyOnWriteArrayList<>();
    try (AsyncInvocations invocations =
        new AsyncInvocations(flaky, 2, Duration.ofMillis(50), records::add)) {
      invocations.send("{}");
      assertThat(invocations.awaitIdle(PATIENCE)).isTrue();
    }
    assertThat(calls).hasValue(3);
    assertThat(records).isEmpty();
  }
}
