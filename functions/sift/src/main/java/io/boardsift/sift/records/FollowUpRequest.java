package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.sift.Photo;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to those who take answers: see to this photo. Who may not remove delete markers asks so
 * for one to be removed. It says nothing of what to do; that follows from the photo's life.
 *
 * @param photo which
 */
public record FollowUpRequest(Photo photo) {
  private static final String NAME = "boardsift-follow-up";

  public FollowUpRequest {
    Objects.requireNonNull(photo);
  }

  /** One line of JSON, the body of the message. */
  public String toJson() {
    return Json.object().set(NAME, Json.of(photo)).toString();
  }

  /**
   * Reads a message's body.
   *
   * @return empty if it is something else
   * @throws MalformedException if it is such a request and names no photo
   */
  public static Optional<FollowUpRequest> fromJson(String body) throws MalformedException {
    JsonNode json = Json.read(body, "a message").path(NAME);
    return json.isMissingNode()
        ? Optional.empty()
        : Optional.of(new FollowUpRequest(Json.photo(json)));
  }
}
