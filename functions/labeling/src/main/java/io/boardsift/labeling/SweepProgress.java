package io.boardsift.labeling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the sweep has come, kept between invocations.
 *
 * @param startedAt when this round began
 * @param since records written before were looked at in earlier rounds
 * @param until records written at this time or later are too young for this round
 * @param after the key of the last record looked at; the empty string before the first
 * @param isDone whether the round has come to the end
 */
record SweepProgress(
    Instant startedAt, Instant since, Instant until, String after, boolean isDone) {
  /** So much may S3's clock and the functions' differ, and a request take. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A round over all records, as nothing is known of earlier ones. */
  static SweepProgress first(Instant now, Instant until) {
    return new SweepProgress(now, Instant.EPOCH, until, "", false);
  }

  SweepProgress at(String key) {
    return new SweepProgress(startedAt, since, until, key, false);
  }

  SweepProgress done() {
    return new SweepProgress(startedAt, since, until, "", true);
  }

  /** The round after this one, which is done. */
  SweepProgress next(Instant now, Instant nextUntil) {
    return new SweepProgress(now, until.minus(OVERLAP), nextUntil, "", false);
  }

  String toJson() {
    return MAPPER
        .createObjectNode()
        .put("startedAt", startedAt.toString())
        .put("since", since.toString())
        .put("until", until.toString())
        .put("after", after)
        .put("done", isDone)
        .toString();
  }

  /** Reads what was kept; empty if it makes no sense, so that a first round has to begin. */
  static Optional<SweepProgress> fromJson(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return Optional.of(
          new SweepProgress(
              Instant.parse(json.path("startedAt").asText()),
              Instant.parse(json.path("since").asText()),
              Instant.parse(json.path("until").asText()),
              json.path("after").asText(),
              json.path("done").asBoolean()));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
