package io.boardsift.labeling.groundtruth;

import static io.boardsift.aws.LogEntry.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.ConditionalObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Which Ground Truth job is ours: its name, in {@code labeling/job.json} of the results bucket. A
 * name is claimed here before its job is created, so that of several keepers one leads, and that a
 * job created by one that died is found by the next.
 */
final class JobClaim {
  private static final Logger LOG = LoggerFactory.getLogger(JobClaim.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ConditionalObject object;

  JobClaim(S3Client s3, String resultsBucket) {
    object = new ConditionalObject(s3, resultsBucket, "labeling/job.json");
  }

  /**
   * A claimed name.
   *
   * @param at when it was claimed: what people were asked before, this job does not know
   */
  record Claim(String name, Instant at) {}

  /**
   * What the object says.
   *
   * @param claim empty if the object is not there, or says nothing that makes sense
   * @param state as it was read, so that only who has seen the latest claim makes the next
   */
  record Reading(Optional<Claim> claim, Optional<ConditionalObject.State> state) {}

  Reading read() {
    Optional<ConditionalObject.State> state = object.read();
    return new Reading(state.flatMap(this::claim), state);
  }

  private Optional<Claim> claim(ConditionalObject.State state) {
    try {
      JsonNode json = MAPPER.readTree(state.text());
      return Optional.of(
          new Claim(
              json.required("name").asText(), Instant.parse(json.required("claimedAt").asText())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      LOG.error("names no job, so another one is made", entry("object", object.address()), e);
      return Optional.empty();
    }
  }

  /**
   * Claims a name.
   *
   * @param seen what it follows
   * @return whether it is ours; false if another keeper was first
   */
  boolean claim(Reading seen, String name, Instant now) {
    String json =
        MAPPER.createObjectNode().put("name", name).put("claimedAt", now.toString()).toString();
    return object.write(seen.state().map(ConditionalObject.State::eTag), json).isPresent();
  }
}
