package io.boardsift.labeling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * How far the sweep has come, kept between invocations.
 *
 * @param startedAt when this round began
 * @param after the key of the last record looked at; the empty string before the first
 * @param isDone whether the round has come to the end
 */
record SweepProgress(Instant startedAt, String after, boolean isDone) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static SweepProgress start(Instant now) {
    return new SweepProgress(now, "", false);
  }

  SweepProgress at(String key) {
    return new SweepProgress(startedAt, key, false);
  }

  SweepProgress done() {
    return new SweepProgress(startedAt, "", true);
  }

  String toJson() {
    return MAPPER
        .createObjectNode()
        .put("startedAt", startedAt.toString())
        .put("after", after)
        .put("done", isDone)
        .toString();
  }

  /** Reads what was kept; what makes no sense means that a round has to begin. */
  static SweepProgress fromJson(String text, Instant now) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return new SweepProgress(
          Instant.parse(json.path("startedAt").asText()),
          json.path("after").asText(),
          json.path("done").asBoolean());
    } catch (JsonProcessingException | DateTimeException e) {
      return start(now);
    }
  }
}
