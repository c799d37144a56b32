package io.boardsift.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The photos that an S3 event tells of.
 *
 * <p>Read from the JSON itself: Lambda's own reader fails on events without records, before a
 * handler sees them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public final class UploadedPhotos {
  private UploadedPhotos() {}

  /**
   * The created objects of an event; none where it tells of nothing created (a test event).
   *
   * @throws MalformedException if a record names no object
   */
  public static List<Photo> in(JsonNode event) throws MalformedException {
    List<Photo> photos = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      if (isCreation(record)) {
        photos.add(photo(record.path("s3")));
      }
    }
    return photos;
  }

  private static boolean isCreation(JsonNode record) {
    // Without a name we cannot know, and looking at a photo once too often does no harm.
    String name = record.path("eventName").asText("");
    return name.isEmpty() || name.contains("ObjectCreated");
  }

  private static Photo photo(JsonNode s3) throws MalformedException {
    JsonNode object = s3.path("object");
    try {
      return new Photo(
          s3.path("bucket").path("name").asText(""),
          // Keys come form-encoded: "+" is a space.
          URLDecoder.decode(object.path("key").asText(""), StandardCharsets.UTF_8),
          object.path("versionId").asText(""),
          object.path("eTag").asText(""),
          Math.max(-1, object.path("size").asLong(-1)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("an S3 event's record names no object: " + e.getMessage());
    }
  }
}
