package io.boardsift.labeling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.UploadedPhotos;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import java.util.List;

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

  /**
   * The photos of the failed event; none if the message is no record of a failed invocation.
   *
   * @throws MalformedException if it is one, and its event names no photo
   */
  static List<Photo> photos(String body) throws MalformedException {
    JsonNode event;
    try {
      event = MAPPER.readTree(body == null ? "" : body).path("requestPayload");
    } catch (JsonProcessingException e) {
      throw new MalformedException("no JSON (" + e.getOriginalMessage() + ")");
    }
    if (event.isMissingNode()) {
      return List.of();
    }
    List<Photo> photos = UploadedPhotos.in(event);
    if (photos.isEmpty()) {
      throw new MalformedException("a failed invocation whose event names no photo");
    }
    return photos;
  }
}
