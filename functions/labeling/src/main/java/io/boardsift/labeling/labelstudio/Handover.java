package io.boardsift.labeling.labelstudio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a photo's way to Label Studio and back has come.
 *
 * @param photo the version that people are asked about
 * @param asking names the asking, {@code <fingerprint>/<the decision record's tag>}
 * @param claimedAt when somebody began to put its task in
 * @param task the task's number; empty while it is not known whether there is one
 * @param answer what was taken from the task last
 */
record Handover(
    Photo photo, String asking, Instant claimedAt, Optional<Long> task, Optional<Taken> answer) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * An answer that was taken.
   *
   * @param annotation the annotation's number
   * @param said the answer's label, or the empty string if it was not one of ours
   */
  record Taken(long annotation, String said) {}

  Handover {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(asking);
    Objects.requireNonNull(claimedAt);
  }

  static Handover claimed(Photo photo, String asking, Instant now) {
    return new Handover(photo, asking, now, Optional.empty(), Optional.empty());
  }

  Handover claimedAgain(Instant now) {
    return new Handover(photo, asking, now, task, answer);
  }

  Handover as(long number) {
    return new Handover(photo, asking, claimedAt, Optional.of(number), answer);
  }

  Handover answered(Taken taken) {
    return new Handover(photo, asking, claimedAt, task, Optional.of(taken));
  }

  String toJson() {
    try {
      ObjectNode json = MAPPER.createObjectNode();
      json.set("photo", MAPPER.readTree(new ReviewTask(photo).toJson()));
      json.put("asking", asking).put("claimedAt", claimedAt.toString());
      task.ifPresent(number -> json.put("task", number));
      answer.ifPresent(taken -> json.set("answer", toJson(taken)));
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a photo's own JSON can be read", e);
    }
  }

  private static ObjectNode toJson(Taken taken) {
    return MAPPER
        .createObjectNode()
        .put("annotation", taken.annotation())
        .put("said", taken.said());
  }

  /**
   * Reads one.
   *
   * @throws MalformedException if it is not one
   */
  static Handover fromJson(String text) throws MalformedException {
    try {
      JsonNode json = MAPPER.readTree(text);
      Optional<Long> task =
          Optional.of(json.path("task")).filter(JsonNode::isIntegralNumber).map(JsonNode::asLong);
      Optional<Taken> answer =
          Optional.of(json.path("answer"))
              .filter(JsonNode::isObject)
              .map(
                  taken ->
                      new Taken(taken.path("annotation").asLong(), taken.path("said").asText()));
      return new Handover(
          ReviewTask.fromJson(json.path("photo").toString()).photo(),
          json.path("asking").asText(),
          Instant.parse(json.path("claimedAt").asText()),
          task,
          answer);
    } catch (JsonProcessingException | DateTimeException e) {
      throw new MalformedException("not a photo's way to Label Studio: " + e.getMessage());
    }
  }
}
