package io.boardsift.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

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
    if (!find(s3, resultsBucket).equals(Optional.of(this))) {
      String json =
          MAPPER
              .createObjectNode()
              .put("photosBucket", photosBucket)
              .put("reviewQueue", reviewQueue.toString())
              .toString();
      s3.putObject(
          put -> put.bucket(resultsBucket).key(KEY).contentType("application/json"),
          RequestBody.fromString(json));
    }
  }

  /** The note in a results bucket, if there is one that can be read. */
  public static Optional<DeploymentNote> find(S3Client s3, String resultsBucket) {
    try {
      byte[] bytes =
          s3.getObjectAsBytes(get -> get.bucket(resultsBucket).key(KEY)).asByteArrayUnsafe();
      JsonNode json = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      return Optional.of(
          new DeploymentNote(
              json.path("photosBucket").asText(""),
              URI.create(json.path("reviewQueue").asText(""))));
    } catch (NoSuchKeyException | JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
