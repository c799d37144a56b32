package io.boardsift.aws.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Lambda leaves of an event that a function failed on in all attempts, or EventBridge of one
 * that it could not even call the function with, which is the event itself.
 *
 * @param uploaded the photos of the event, one or more, and what of it was not understood
 * @param isExit whether the function's process ended on it: a decoder crashed, or took all memory.
 *     One that took too long is none of these, as that is also what an outage looks like
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Records
 *     of asynchronous invocations</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">What
 *     EventBridge leaves</a>
 */
public record FailedInvocation(UploadedPhotos uploaded, boolean isExit) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How Lambda calls the end of a function's process, and what it says of it. */
  private static final Set<String> EXITS = Set.of("Runtime.ExitError", "Runtime.OutOfMemory");

  private static final String EXITED = "Runtime exited with error";

  public FailedInvocation {
    Objects.requireNonNull(uploaded);
  }

  /** A record of a failed invocation on a photo, as if its event had been tried in vain. */
  public static String message(Photo photo) {
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
   * Reads a message.
   *
   * @return empty if it is not a record of a failed invocation
   * @throws MalformedException if it is one, and its event names no photo
   */
  public static Optional<FailedInvocation> read(String body) throws MalformedException {
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
    return Optional.of(new FailedInvocation(uploaded, isExit(message.path("responsePayload"))));
  }

  private static boolean isExit(JsonNode error) {
    return EXITS.contains(error.path("errorType").asText())
        || error.path("errorMessage").asText().contains(EXITED);
  }
}
