package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.Set;

/**
 * What S3 tells EventBridge. Here keys come as they are, not form-encoded, and names differ from
 * those in S3's own notifications.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event structure</a>
 */
final class EventBridgeEvent implements EventForm {
  private static final String TYPE = "detail-type";
  private static final String CREATION = "Object Created";

  /** S3's events in which no object comes into being. */
  private static final Set<String> NO_CREATION =
      Set.of(
          "Object Deleted",
          "Object Restore Initiated",
          "Object Restore Completed",
          "Object Restore Expired",
          "Object Storage Class Changed",
          "Object Access Tier Changed",
          "Object ACL Updated",
          "Object Tags Added",
          "Object Tags Deleted");

  @Override
  public boolean fits(JsonNode json) {
    return new Fields(json).has(TYPE);
  }

  @Override
  public EventContent read(JsonNode json) throws MalformedException {
    Fields event = new Fields(json);
    String type = event.text(TYPE);
    if (type.equals(CREATION)) {
      return new EventContent.Upload(photo(event.in("detail")));
    }
    if (NO_CREATION.contains(type)) {
      return new EventContent.NothingToDo();
    }
    throw new MalformedException(
        "an event of an unknown shape: detail-type " + SafeDescription.quoted(type));
  }

  private static Photo photo(Fields detail) throws MalformedException {
    Fields object = detail.in("object");
    try {
      return new Photo(
          detail.in("bucket").text("name"),
          object.text("key"),
          object.text("version-id"),
          object.text("etag"),
          object.size("size"));
    } catch (IllegalArgumentException | MalformedException e) {
      throw new MalformedException("an event of EventBridge names no object: " + e.getMessage());
    }
  }
}
