package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.records.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** A batch: {@code {"Records": […]}}, or the bare list in which EventBridge's pipes deliver. */
final class RecordList implements EventForm {
  private static final String RECORDS = "Records";

  @Override
  public boolean fits(JsonNode json) {
    return json.isArray() || new Fields(json).has(RECORDS);
  }

  /** A list in {@code Records} may be empty; S3 says so that it has nothing to tell. */
  @Override
  public EventContent read(JsonNode json) throws MalformedException {
    JsonNode records = json.isArray() ? json : new Fields(json).get(RECORDS);
    if (!records.isArray()) {
      throw new MalformedException("an event of an unknown shape: \"Records\" is not a list");
    }
    if (json.isArray() && json.isEmpty()) {
      throw new MalformedException("an event of an unknown shape: a list of nothing");
    }
    List<JsonNode> parts = new ArrayList<>();
    records.forEach(parts::add);
    return new EventContent.Parts(parts);
  }
}
