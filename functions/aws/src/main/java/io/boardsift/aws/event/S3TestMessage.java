package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;

/** What S3 sends once when notifications are set up; it has no records. */
final class S3TestMessage implements EventForm {
  @Override
  public boolean fits(JsonNode json) {
    return new Fields(json).hasText("Event", "s3:TestEvent"::equalsIgnoreCase);
  }

  @Override
  public EventContent read(JsonNode json) {
    return new EventContent.NothingToDo();
  }
}
