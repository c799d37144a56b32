package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.event.EventJson;
import io.boardsift.aws.event.UploadedPhotos;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Lambda leaves of an event that a function failed on in all attempts, or EventBridge of one
 * that it could not even call the function with, which is the event itself. Whatever stopped
 * triage, people can still look at the event's photos.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Records
 *     of asynchronous invocations</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">What
 *     EventBridge leaves</a>
 */
final class FailedInvocation {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FailedInvocation() {}

  /** A record of a failed invocation on a photo, as if its event had been tried in vain. */
  static String message(Photo photo) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("key", photo.key());
    object.put("size", photo.size());
    object.put("etag", photo.eTag());
    if (!photo.versionId().isEmpty()) {
      object.put("version-id", photo.versionId());
    }
    Map<String, Object> event =
        Map.of(
            "source", "aws.s3",
            "detail-type", "Object Created",
            "detail", Map.of("bucket", Map.of("name", photo.bucket()), "object", object));
    return MAPPER.valueToTree(Map.of("requestPayload", event)).toString();
  }

  /**
   * The photos of the failed event, and what of it was not understood; empty if the message is not
   * a record of a failed invocation.
   *
   * @throws MalformedException if it is one, and its event names no photo
   */
  static Optional<UploadedPhotos> event(String body) throws MalformedException {
    JsonNode message = EventJson.read(body == null ? "" : body);
    JsonNode event = message.has("detail-type") ? message : message.path("requestPayload");
    if (event.isMissingNode()) {
      return Optional.empty();
    }
    UploadedPhotos uploaded = UploadedPhotos.in(event);
    if (uploaded.photos().isEmpty()) {
      throw new MalformedException(
          uploaded.complaint().orElse("a failed invocation whose event names no photo"));
    }
    return Optional.of(uploaded);
  }
}
