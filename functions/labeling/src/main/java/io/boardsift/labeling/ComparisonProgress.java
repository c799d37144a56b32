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
 * @param place what is compared: the bucket, and how the keys of photos begin there
 * @param since photos uploaded before were compared in earlier rounds
 * @param startedAt when this round began
 * @param after the key up to which was compared; the empty string before the first page
 * @param afterVersion the version of that key up to which was compared, likewise
 * @param isDone whether the round has come to the end
 */
record ComparisonProgress(
    String place,
    Instant since,
    Instant startedAt,
    String after,
    String afterVersion,
    boolean isDone) {
  /**
   * What was uploaded before there was a comparison is not looked for: the bucket may have been
   * full of photos when Boardsift was attached. The keeper first runs within these minutes.
   */
  private static final Duration FIRST = Duration.ofMinutes(10);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Where it is not known any more how far the last round came: a round and a day back. */
  private static final Duration UNKNOWN = Duration.ofDays(2);

  static ComparisonProgress first(String place, Instant now) {
    return new ComparisonProgress(place, now.minus(FIRST), now, "", "", false);
  }

  ComparisonProgress at(String key, String version) {
    return new ComparisonProgress(place, since, startedAt, key, version, false);
  }

  ComparisonProgress done() {
    return new ComparisonProgress(place, since, startedAt, "", "", true);
  }

  /** The round after this one, which is done. */
  ComparisonProgress next(Instant now) {
    Instant compared = startedAt.minus(ForgottenPhotos.PATIENCE).minus(ForgottenPhotos.OVERLAP);
    return new ComparisonProgress(
        place, compared.isAfter(since) ? compared : since, now, "", "", false);
  }

  String toJson() {
    return MAPPER
        .createObjectNode()
        .put("place", place)
        .put("since", since.toString())
        .put("startedAt", startedAt.toString())
        .put("after", after)
        .put("afterVersion", afterVersion)
        .put("done", isDone)
        .toString();
  }

  /**
   * Reads what was kept. What is about another place means that a round has to begin as the first
   * did, and what makes no sense, that the last two days are compared again.
   */
  static ComparisonProgress fromJson(String text, String place, Instant now) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json.has("place") && !json.path("place").asText().equals(place)) {
        return first(place, now);
      }
      return new ComparisonProgress(
          place,
          Instant.parse(json.path("since").asText()),
          Instant.parse(json.path("startedAt").asText()),
          json.path("after").asText(),
          json.path("afterVersion").asText(),
          json.path("done").asBoolean());
    } catch (JsonProcessingException | DateTimeException e) {
      return new ComparisonProgress(place, now.minus(UNKNOWN), now, "", "", false);
    }
  }
}
