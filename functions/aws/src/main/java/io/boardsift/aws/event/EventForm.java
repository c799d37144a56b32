package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.records.MalformedException;

/** One form in which events, or parts of them, come. */
sealed interface EventForm
    permits RecordList, S3Record, S3TestMessage, EventBridgeEvent, SnsMessage, SqsMessage {
  /** Whether this JSON is meant to have this shape, right or wrong in its details. */
  boolean fits(JsonNode json);

  /**
   * What it tells.
   *
   * @throws MalformedException if a detail is wrong or unknown
   */
  EventContent read(JsonNode json) throws MalformedException;
}
