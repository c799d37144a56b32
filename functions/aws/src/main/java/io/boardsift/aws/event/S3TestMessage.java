package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;

/** What S3 sends once when notifications are set up; it has no records. */
final class S3TestMessage implements Shape {
  @Override
  public boolean fits(JsonNode json) {
    return new Fields(json).hasText("Event", "s3:TestEvent"::equalsIgnoreCase);
  }

  @Override
  public Finding read(JsonNode json) {
    return new Finding.NothingToDo();
  }
}
