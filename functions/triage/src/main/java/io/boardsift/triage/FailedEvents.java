package io.boardsift.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.Queue;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Events that failed in all of Lambda's attempts, as messages of the queue of failures: triaged
 * again after pauses that grow, so that an outage of hours is not for ever. What is done leaves the
 * queue; what fails stays, and SQS hands it on to people once it was received too often. What will
 * not get better by waiting is handed on at once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">
 *     ReportBatchItemFailures</a>
 */
final class FailedEvents {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How often a photo is tried that has ended the function's process, as it will end it again. */
  private static final int TRIES_AFTER_EXIT = 2;

  /** The longest pause is so many times the shortest. */
  private static final int LONGEST = 30;

  private final ToLongFunction<List<Photo>> triage;
  private final Queue failures;
  private final Queue givenUp;
  private final Duration pause;
  private final TriageLog log;

  /**
   * Builds it.
   *
   * @param triage triages photos, and says how many have failed
   * @param failures the queue that the messages are of
   * @param givenUp where messages go that people see to
   * @param pause before the second try; each further pause is twice as long, up to 30 times this
   */
  FailedEvents(
      ToLongFunction<List<Photo>> triage,
      Queue failures,
      Queue givenUp,
      Duration pause,
      TriageLog log) {
    this.triage = Objects.requireNonNull(triage);
    this.failures = Objects.requireNonNull(failures);
    this.givenUp = Objects.requireNonNull(givenUp);
    this.pause = Objects.requireNonNull(pause);
    this.log = Objects.requireNonNull(log);
  }

  /** Whether an event brings messages of the queue of failures; uploads may come by others. */
  boolean areIn(JsonNode event) {
    JsonNode first = event.path("Records").path(0);
    return first.path("eventSource").asText().equals("aws:sqs")
        && first.path("eventSourceARN").asText().endsWith(":" + failures.name());
  }

  /** Takes the messages, and names those that have to come again. */
  JsonNode take(JsonNode event) {
    ObjectNode answer = MAPPER.createObjectNode();
    ArrayNode again = answer.putArray("batchItemFailures");
    for (JsonNode message : event.path("Records")) {
      if (!takeOne(message)) {
        again.addObject().put("itemIdentifier", message.path("messageId").asText());
      }
    }
    return answer;
  }

  /** Takes a message, and says whether that is done; else it has to come again. */
  private boolean takeOne(JsonNode message) {
    String body = message.path("body").asText("");
    try {
      int tries = message.path("attributes").path("ApproximateReceiveCount").asInt(1);
      // Before it is tried: whatever ends this function must not bring it back at once.
      postpone(message.path("receiptHandle").asText(), pause(tries));
      Optional<FailedInvocation> failed = FailedInvocation.read(body);
      if (failed.isEmpty()) {
        return giveUp(body, "not a record of a failed invocation");
      }
      if (failed.get().isExit() && tries > TRIES_AFTER_EXIT) {
        return giveUp(body, "it ended the function's process again and again");
      }
      List<Photo> photos = failed.get().uploaded().photos();
      Optional<String> complaint = failed.get().uploaded().complaint();
      if (photos.size() > 1 && complaint.isEmpty()) {
        // All together might never get through within the function's time.
        return failures.sendAll(photos.stream().map(FailedInvocation::message).toList()).isEmpty();
      }
      return triage.applyAsLong(photos) == 0
          && (complaint.isEmpty() || giveUp(body, complaint.get()));
    } catch (MalformedException e) {
      return giveUp(body, e.getMessage());
    }
  }

  /** A pause, by how often a message was received: twice as long each time. */
  Duration pause(int tries) {
    int times = 1 << Math.clamp(tries - 1, 0, Integer.SIZE - 2);
    return pause.multipliedBy(Math.min(times, LONGEST));
  }

  /** Without it, the message comes again after the queue's visibility timeout. */
  private void postpone(String receipt, Duration rest) {
    try {
      failures.postpone(receipt, rest);
    } catch (SdkException e) {
      log.comesSooner(e);
    }
  }

  /** Hands a message on, and says whether that is done. */
  private boolean giveUp(String body, String why) {
    try {
      givenUp.send(body);
      log.handedOn(why);
      return true;
    } catch (SdkException e) {
      log.notHandedOn(e);
      return false;
    }
  }
}
