package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A task as Label Studio tells of it.
 *
 * @param number Label Studio's own
 * @param asking which asking it is; the empty string if it is not one of ours
 * @param annotations what people said, without what they skipped
 */
record LabelStudioTask(long number, String asking, List<Annotation> annotations) {
  static final String ASKING = "boardsift";
  static final String IMAGE = "image";

  /**
   * What one person said.
   *
   * @param number Label Studio's own
   * @param at when it was said, or changed last; the epoch if that cannot be read
   * @param by whose number among the users
   * @param json all of it
   */
  record Annotation(long number, Instant at, String by, JsonNode json) {
    private static Annotation of(JsonNode json) {
      return new Annotation(
          json.path("id").asLong(),
          time(json.path("updated_at").asText(json.path("created_at").asText())),
          "user " + json.path("completed_by").asText("unknown"),
          json);
    }

    private static Instant time(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return Instant.EPOCH;
      }
    }
  }

  static LabelStudioTask of(JsonNode json) {
    List<Annotation> annotations = new ArrayList<>();
    for (JsonNode annotation : json.path("annotations")) {
      if (!annotation.path("was_cancelled").asBoolean()) {
        annotations.add(Annotation.of(annotation));
      }
    }
    return new LabelStudioTask(
        json.path("id").asLong(),
        json.path("data").path(ASKING).asText(""),
        List.copyOf(annotations));
  }

  /** What was said last. */
  Optional<Annotation> latest() {
    return annotations.stream()
        .max(Comparator.comparing(Annotation::at).thenComparing(Annotation::number));
  }
}
