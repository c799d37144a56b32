package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the tasks that changed have been read, kept between invocations. A round reads them in
 * the order of their numbers, which do not change meanwhile. All times are Label Studio's.
 *
 * @param since of when the round's changes are, and later ones
 * @param startedAt when the round began; empty before its first page
 * @param after the number of the last task that was read
 */
record ReadProgress(Instant since, Optional<Instant> startedAt, long after) {
  /** A change is seen only once its transaction is over, and has an earlier time then. */
  static final Duration OVERLAP = Duration.ofMinutes(5);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The first round. */
  static ReadProgress first() {
    return new ReadProgress(Instant.EPOCH, Optional.empty(), 0);
  }

  /** After a page of the round. */
  ReadProgress at(Instant now, long number) {
    return new ReadProgress(since, Optional.of(startedAt.orElse(now)), number);
  }

  /** After the last page of the round. */
  ReadProgress next(Instant now) {
    return new ReadProgress(startedAt.orElse(now).minus(OVERLAP), Optional.empty(), 0);
  }

  String toJson() {
    var json = MAPPER.createObjectNode().put("since", since.toString()).put("after", after);
    startedAt.ifPresent(at -> json.put("startedAt", at.toString()));
    return json.toString();
  }

  /** Reads what was kept; what makes no sense means that everything is read again. */
  static ReadProgress fromJson(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      String startedAt = json.path("startedAt").asText();
      return new ReadProgress(
          Instant.parse(json.path("since").asText()),
          startedAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(startedAt)),
          json.path("after").asLong());
    } catch (JsonProcessingException | DateTimeException e) {
      return first();
    }
  }
}
