package io.boardsift.labeling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the bucket has been compared with the decisions, kept between invocations.
 *
 * @param since photos uploaded before were compared in earlier rounds
 * @param startedAt when this round began
 * @param after the key up to which was compared; the empty string before the first page
 * @param afterVersion the version of that key up to which was compared, likewise
 * @param isDone whether the round has come to the end
 */
record ComparisonProgress(
    Instant since, Instant startedAt, String after, String afterVersion, boolean isDone) {
  /** What was uploaded before there was a comparison is not looked for, but for the last day. */
  private static final Duration FIRST = Duration.ofDays(1);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static ComparisonProgress first(Instant now) {
    return new ComparisonProgress(now.minus(FIRST), now, "", "", false);
  }

  ComparisonProgress at(String key, String version) {
    return new ComparisonProgress(since, startedAt, key, version, false);
  }

  ComparisonProgress done() {
    return new ComparisonProgress(since, startedAt, "", "", true);
  }

  /** The round after this one, which is done. */
  ComparisonProgress next(Instant now) {
    Instant compared = startedAt.minus(ForgottenPhotos.PATIENCE);
    return new ComparisonProgress(compared.minus(ForgottenPhotos.OVERLAP), now, "", "", false);
  }

  String toJson() {
    return MAPPER
        .createObjectNode()
        .put("since", since.toString())
        .put("startedAt", startedAt.toString())
        .put("after", after)
        .put("afterVersion", afterVersion)
        .put("done", isDone)
        .toString();
  }

  /** Reads what was kept; what makes no sense means that a round has to begin as the first did. */
  static ComparisonProgress fromJson(String text, Instant now) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return new ComparisonProgress(
          Instant.parse(json.path("since").asText()),
          Instant.parse(json.path("startedAt").asText()),
          json.path("after").asText(),
          json.path("afterVersion").asText(),
          json.path("done").asBoolean());
    } catch (JsonProcessingException | DateTimeException e) {
      return first(now);
    }
  }
}
