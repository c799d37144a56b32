package io.boardsift.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a deployment leaves in its results bucket, so that whoever knows that bucket finds the rest:
 * {@value #KEY}.
 *
 * @param photosBucket where cameras upload to
 * @param reviewQueue the URL of the queue of photos for people
 */
public record DeploymentNote(String photosBucket, URI reviewQueue) {
  public static final String KEY = "deployment.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public DeploymentNote {
    Objects.requireNonNull(photosBucket);
    Objects.requireNonNull(reviewQueue);
  }

  /** Leaves the note, if it is not there as it should be. */
  public void leave(S3Client s3, String resultsBucket) {
    String json =
        MAPPER
            .createObjectNode()
            .put("photosBucket", photosBucket)
            .put("reviewQueue", reviewQueue.toString())
            .toString();
    new ConditionalObject(s3, resultsBucket, KEY).keep(json, ConditionalObject.JSON);
  }

  /** The note in a results bucket, if there is one that can be read. */
  public static Optional<DeploymentNote> find(S3Client s3, String resultsBucket) {
    return new ConditionalObject(s3, resultsBucket, KEY).read().flatMap(DeploymentNote::fromJson);
  }

  private static Optional<DeploymentNote> fromJson(ConditionalObject.State state) {
    try {
      JsonNode json = MAPPER.readTree(state.text());
      return Optional.of(
          new DeploymentNote(
              json.path("photosBucket").asText(""),
              URI.create(json.path("reviewQueue").asText(""))));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
