package io.boardsift.labeling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the sweep has come, kept between invocations.
 *
 * @param startedAt when this round began
 * @param since records written before were looked at in earlier rounds
 * @param until records written at this time or later are too young for this round
 * @param after the key of the last record looked at; the empty string before the first
 * @param isDone whether the round has come to the end
 * @param damaged keys of records that could not be read, for the next round
 */
record SweepProgress(
    Instant startedAt,
    Instant since,
    Instant until,
    String after,
    boolean isDone,
    List<String> damaged) {
  /** So much may S3's clock and the functions' differ, and a request take. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /** With more of them than this the next round looks at all records. */
  static final int MOST_DAMAGED = 1000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  SweepProgress {
    damaged = List.copyOf(damaged);
  }

  /** A round over all records, as nothing is known of earlier ones. */
  static SweepProgress first(Instant now, Instant until) {
    return new SweepProgress(now, Instant.EPOCH, until, "", false, List.of());
  }

  SweepProgress at(String key) {
    return new SweepProgress(startedAt, since, until, key, false, damaged);
  }

  SweepProgress done() {
    return new SweepProgress(startedAt, since, until, "", true, damaged);
  }

  /** The same round with more records that could not be read. */
  SweepProgress withDamaged(List<String> more) {
    List<String> all = Stream.concat(damaged.stream(), more.stream()).distinct().toList();
    return new SweepProgress(startedAt, since, until, after, isDone, all);
  }

  /** The round after this one, which is done; the damaged records are for it to read first. */
  SweepProgress next(Instant now, Instant nextUntil) {
    return damaged.size() > MOST_DAMAGED
        ? first(now, nextUntil)
        : new SweepProgress(now, until.minus(OVERLAP), nextUntil, "", false, List.of());
  }

  /** Whether a clock that was ahead wrote it: then its times hide records that are younger. */
  boolean isOfTheFuture(Instant now) {
    return startedAt.isAfter(now) || until.isAfter(now);
  }

  String toJson() {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("startedAt", startedAt.toString())
            .put("since", since.toString())
            .put("until", until.toString())
            .put("after", after)
            .put("done", isDone);
    ArrayNode keys = json.putArray("damaged");
    damaged.stream().limit(MOST_DAMAGED + 1L).forEach(keys::add);
    return json.toString();
  }

  /** Reads what was kept; empty if it makes no sense, so that a first round has to begin. */
  static Optional<SweepProgress> fromJson(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      List<String> damaged = new ArrayList<>();
      json.path("damaged").forEach(key -> damaged.add(key.asText()));
      return Optional.of(
          new SweepProgress(
              Instant.parse(json.path("startedAt").asText()),
              Instant.parse(json.path("since").asText()),
              Instant.parse(json.path("until").asText()),
              json.path("after").asText(),
              json.path("done").asBoolean(),
              damaged));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
