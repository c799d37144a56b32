package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * What a record keeps of a photo's return after a deletion. Answers given before it no longer
 * count, however late their messages come.
 *
 * @param at when the photo was brought back
 * @param why who or what brought it back, in one line
 */
public record Restored(Instant at, String why) {
  public Restored {
    Objects.requireNonNull(at);
    Objects.requireNonNull(why);
  }

  ObjectNode toJson() {
    return Json.object().put("at", at.toString()).put("why", why);
  }

  static Restored of(JsonNode json) throws MalformedException {
    return new Restored(Json.instant(json, "at"), json.path("why").asText(""));
  }
}
