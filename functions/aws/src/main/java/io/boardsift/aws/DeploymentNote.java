package io.boardsift.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param triageFailures the URL of the queue of what is to be triaged again; empty in notes of
 *     deployments that have none yet
 */
public record DeploymentNote(String photosBucket, URI reviewQueue, Optional<URI> triageFailures) {
  public static final String KEY = "deployment.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public DeploymentNote {
    Objects.requireNonNull(photosBucket);
    Objects.requireNonNull(reviewQueue);
    Objects.requireNonNull(triageFailures);
  }

  /** Leaves the note, if it is not there as it should be. */
  public void leave(S3Client s3, String resultsBucket) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("photosBucket", photosBucket)
            .put("reviewQueue", reviewQueue.toString());
    triageFailures.ifPresent(queue -> json.put("triageFailures", queue.toString()));
    new ConditionalObject(s3, resultsBucket, KEY).keep(json.toString(), ConditionalObject.JSON);
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
              URI.create(json.path("reviewQueue").asText("")),
              Optional.of(json.path("triageFailures").asText(""))
                  .filter(url -> !url.isEmpty())
                  .map(URI::create)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
