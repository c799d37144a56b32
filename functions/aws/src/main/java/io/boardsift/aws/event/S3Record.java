package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A record of S3's own notifications.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Event
 *     types</a>
 */
final class S3Record implements EventForm {
  private static final String CREATION = "objectcreated";

  /** The kinds of events in which no object comes into being. */
  private static final List<String> NO_CREATION =
      List.of(
          "objectremoved",
          "objectrestore",
          "objecttagging",
          "objectacl",
          "lifecycleexpiration",
          "lifecycletransition",
          "intelligenttiering",
          "reducedredundancylostobject",
          "replication",
          "testevent");

  @Override
  public boolean fits(JsonNode json) {
    Fields record = new Fields(json);
    return record.has("s3") || record.hasText("eventName", name -> isKnown(kind(name)));
  }

  @Override
  public EventContent read(JsonNode json) throws MalformedException {
    Fields record = new Fields(json);
    String name = record.text("eventName");
    String kind = kind(name);
    // Without a name we cannot know, and looking at a photo once too often does no harm.
    if (kind.isEmpty() || kind.equals(CREATION)) {
      return new EventContent.Upload(photo(record.in("s3")));
    }
    if (isKnown(kind)) {
      return new EventContent.NothingToDo();
    }
    throw new MalformedException(
        "an event of an unknown shape: eventName " + SafeDescription.quoted(name));
  }

  private static boolean isKnown(String kind) {
    return kind.equals(CREATION) || NO_CREATION.contains(kind);
  }

  /**
   * {@code ObjectCreated:Put}, and as configurations and other servers write it, with {@code s3:}.
   */
  private static String kind(String eventName) {
    String name = eventName.toLowerCase(Locale.ROOT);
    String plain = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
    int colon = plain.indexOf(':');
    return colon < 0 ? plain : plain.substring(0, colon);
  }

  private static Photo photo(Fields s3) throws MalformedException {
    Fields object = s3.in("object");
    try {
      return new Photo(
          s3.in("bucket").text("name"),
          decoded(object.text("key")),
          object.text("versionId"),
          object.text("eTag"),
          object.size("size"));
    } catch (IllegalArgumentException | MalformedException e) {
      throw new MalformedException("an S3 event's record names no object: " + e.getMessage());
    }
  }

  /** Keys come form-encoded: "+" is a space. */
  private static String decoded(String key) throws MalformedException {
    String decoded = URLDecoder.decode(key, StandardCharsets.UTF_8);
    // The decoder puts this character where the bytes are no UTF-8; such a key would name nothing.
    if (decoded.indexOf('\uFFFD') >= 0
        && !key.contains("\uFFFD")
        && !key.toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
      throw new MalformedException("the key is no UTF-8");
    }
    return decoded;
  }
}
