package io.boardsift.verdicts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The envelope in which SNS delivers to a queue whose subscription does not ask for raw messages.
 * Ground Truth publishes its answers to a topic.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">Raw
 *     message delivery</a>
 */
final class SnsNotification {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SnsNotification() {}

  /** What was published, if the body is an envelope; else the body. */
  static String message(String body) {
    try {
      JsonNode json = MAPPER.readTree(body == null ? "" : body);
      return json.path("Type").asText("").equals("Notification")
          ? json.path("Message").asText(body)
          : body;
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
