package io.boardsift.verdicts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.JsonApi;
import io.boardsift.aws.Settings;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * A bus of EventBridge on which others hear of people's answers, so that a broken board reaches the
 * line.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class EventBus {
  static final String SOURCE = "boardsift";
  static final String TYPE = "Board labelled";

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(8);
  private static final int OK = 200;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final JsonApi eventBridge;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  private EventBus(String name, JsonApi eventBridge) {
    this.name = name;
    this.eventBridge = eventBridge;
  }

  /**
   * The bus that the setting ANSWERS_EVENT_BUS names, in the region AWS_REGION, at
   * AWS_ENDPOINT_URL_EVENTBRIDGE if that is set; empty if none is named.
   *
   * @throws io.boardsift.aws.SettingException if a setting is wrong
   */
  static Optional<EventBus> of(Settings settings, AwsCredentialsProvider credentials) {
    return settings
        .optional("ANSWERS_EVENT_BUS")
        .map(
            name -> new EventBus(name, JsonApi.of(settings, "events", "EVENTBRIDGE", credentials)));
  }

  /**
   * Tells of an answer.
   *
   * @throws IllegalStateException if EventBridge did not take it; it has to be told again
   */
  void tell(Verdict verdict, DecisionRecord decision) {
    ObjectNode entries = MAPPER.createObjectNode();
    entries
        .putArray("Entries")
        .addObject()
        .put("EventBusName", name)
        .put("Source", SOURCE)
        .put("DetailType", TYPE)
        .put("Detail", detail(verdict, decision).toString());
    HttpResponse<String> response = send(entries.toString());
    if (response.statusCode() != OK || hasFailed(response.body())) {
      throw new IllegalStateException(
          "the event bus %s takes no answers: %d %s"
              .formatted(name, response.statusCode(), response.body()));
    }
  }

  private static ObjectNode detail(Verdict verdict, DecisionRecord decision) {
    Photo photo = verdict.photo();
    ObjectNode detail = MAPPER.createObjectNode();
    detail
        .putObject("photo")
        .put("bucket", photo.bucket())
        .put("key", photo.key())
        .put("versionId", photo.versionId())
        .put("eTag", photo.eTag())
        .put("size", photo.size());
    detail
        .put("answer", verdict.answer().label())
        .put("answeredBy", verdict.by())
        .put("job", verdict.job())
        .put("at", verdict.at().toString());
    decision.rule().ifPresent(rule -> detail.put("rule", rule));
    if (!verdict.defect().isNone()) {
      detail.set("defect", verdict.defect().toJson());
    }
    return detail;
  }

  private HttpResponse<String> send(String body) {
    try {
      return client.send(
          eventBridge.request("AWSEvents.PutEvents", body).timeout(WHOLE).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("the event bus " + name + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telling the event bus " + name, e);
    }
  }

  /** An entry can be refused though the request is not. */
  private static boolean hasFailed(String body) {
    try {
      JsonNode answer = MAPPER.readTree(body);
      return answer.path("FailedEntryCount").asInt(1) != 0;
    } catch (JsonProcessingException e) {
      return true;
    }
  }
}
