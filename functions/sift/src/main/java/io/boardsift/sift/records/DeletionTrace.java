package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What a record keeps of a deletion, so that Boardsift's own delete markers are told from those
 * that others set, and a marker that somebody removed is not set again.
 *
 * @param cause on whose word
 * @param at when it was carried out, or begun
 * @param marker the delete marker's version; the empty string as long as the deletion is only begun
 */
public record DeletionTrace(Cause cause, Instant at, String marker) {
  public DeletionTrace {
    Objects.requireNonNull(cause);
    Objects.requireNonNull(at);
    Objects.requireNonNull(marker);
  }

  /** A deletion that is about to be carried out. */
  public static DeletionTrace begun(Cause cause, Instant at) {
    return new DeletionTrace(cause, at, "");
  }

  /** Whether the marker is known to have been set. */
  public boolean isDone() {
    return !marker.isEmpty();
  }

  ObjectNode toJson() {
    return Json.object()
        .put("by", cause.word())
        .put("at", at.toString())
        .put("marker", isDone() ? marker : null);
  }

  static DeletionTrace of(JsonNode json) throws MalformedException {
    return new DeletionTrace(
        Json.choice(Cause.class, Json.text(json, "by").toUpperCase(Locale.ROOT)),
        Json.instant(json, "at"),
        Objects.requireNonNullElse(json.path("marker").textValue(), ""));
  }
}
