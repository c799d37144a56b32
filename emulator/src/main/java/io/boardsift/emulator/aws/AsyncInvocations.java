package io.boardsift.emulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes a function the way Lambda does for events that nobody waits for: tried again twice, and
 * then given to the destination for failures.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Records
 *     of asynchronous invocations</a>
 */
public final class AsyncInvocations implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AsyncInvocations.class);
  private static final int ATTEMPTS = 3;

  /** Events that may wait; whoever sends more waits too, so that they do not fill the heap. */
  private static final int CAPACITY = 1000;

  private final LocalFunction function;
  private final Duration pause;
  private final Consumer<String> onFailure;
  private final ExecutorService workers;
  private final Semaphore places = new Semaphore(CAPACITY);

  /**
   * Sets the function up.
   *
   * @param concurrency how many events are worked on at once
   * @param pause before the second attempt; twice as long before the third. Lambda's is a minute.
   * @param onFailure takes the record of an event given up
   */
  public AsyncInvocations(
      LocalFunction function, int concurrency, Duration pause, Consumer<String> onFailure) {
    this.function = function;
    this.pause = pause;
    this.onFailure = onFailure;
    this.workers =
        Executors.newFixedThreadPool(
            concurrency, Thread.ofPlatform().daemon().name(function.name() + "-", 1).factory());
  }

  /** Takes an event. Waits while there are too many. */
  public void send(String event) {
    places.acquireUninterruptibly();
    workers.execute(() -> attempt(event, 1));
  }

  private void attempt(String event, int attempt) {
    boolean isTriedAgain = false;
    try {
      function.invoke(event);
    } catch (RuntimeException | Error e) {
      // On Lambda an error ends the environment, and the event is tried again just the same.
      isTriedAgain = isTriedAgain(event, attempt);
      if (!isTriedAgain) {
        giveUp(event, e);
      }
    } finally {
      if (!isTriedAgain) {
        places.release();
      }
    }
  }

  private boolean isTriedAgain(String event, int attempt) {
    if (attempt == ATTEMPTS || workers.isShutdown()) {
      return false;
    }
    CompletableFuture.delayedExecutor(
            pause.multipliedBy(attempt).toMillis(), TimeUnit.MILLISECONDS, workers)
        .execute(() -> attempt(event, attempt + 1));
    return true;
  }

  private void giveUp(String event, Throwable e) {
    try {
      onFailure.accept(record(event, e));
    } catch (RuntimeException | Error atLast) {
      // What nobody takes is found by whoever starts next: its photo has no decision.
      LOG.error("{} gave up an event, and nobody takes it: {}", function.name(), event, atLast);
    }
  }

  private String record(String event, Throwable e) {
    try {
      ObjectNode record = MAPPER.createObjectNode();
      record.put("version", "1.0");
      record.put("timestamp", Instant.now().toString());
      ObjectNode context = record.putObject("requestContext");
      context.put("functionArn", function.name());
      context.put("condition", "RetriesExhausted");
      context.put("approximateInvokeCount", ATTEMPTS);
      record.set("requestPayload", MAPPER.readTree(event));
      ObjectNode response = record.putObject("responsePayload");
      response.put("errorMessage", e.getMessage());
      response.put("errorType", e.getClass().getName());
      return record.toString();
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }

  /**
   * Waits until no event is left, not even one that will be tried again.
   *
   * @return whether that came within the time
   */
  public boolean awaitIdle(Duration time) throws InterruptedException {
    boolean isIdle = places.tryAcquire(CAPACITY, time.toMillis(), TimeUnit.MILLISECONDS);
    if (isIdle) {
      places.release(CAPACITY);
    }
    return isIdle;
  }

  /** Lets the events under way come to their end, and forgets those that wait for another try. */
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
