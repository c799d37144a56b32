package io.boardsift.labeling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.event.EventJson;
import io.boardsift.aws.event.UploadedPhotos;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.Optional;

/**
 * What Lambda leaves of an event that a function failed on in all attempts. Whatever stopped
 * triage, people can still look at the event's photos.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Records
 *     of asynchronous invocations</a>
 */
final class FailedInvocation {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FailedInvocation() {}

  /** A record of a failed invocation on a photo, as if its event had been tried in vain. */
  static String message(Photo photo) {
    ObjectNode record = MAPPER.createObjectNode();
    ObjectNode event = record.putObject("requestPayload");
    event.put("source", "aws.s3").put("detail-type", "Object Created");
    ObjectNode detail = event.putObject("detail");
    detail.putObject("bucket").put("name", photo.bucket());
    ObjectNode object = detail.putObject("object");
    object.put("key", photo.key()).put("size", photo.size()).put("etag", photo.eTag());
    if (!photo.versionId().isEmpty()) {
      object.put("version-id", photo.versionId());
    }
    return record.toString();
  }

  /**
   * The photos of the failed event, and what of it was not understood; empty if the message is not
   * a record of a failed invocation.
   *
   * @throws MalformedException if it is one, and its event names no photo
   */
  static Optional<UploadedPhotos> event(String body) throws MalformedException {
    JsonNode event = EventJson.read(body == null ? "" : body).path("requestPayload");
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
