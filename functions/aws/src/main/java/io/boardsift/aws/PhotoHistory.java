package io.boardsift.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.PhotosBucket.PhotoVersion;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.life.State;
import java.util.Locale;
import java.util.Objects;

/**
 * What is known of a photo version: where it is, what was decided on it and why, and what people
 * said.
 *
 * @param version the version
 * @param known what the buckets say about it
 * @param state where it is in its life
 */
public record PhotoHistory(PhotoVersion version, PhotoFacts known, State state) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public PhotoHistory {
    Objects.requireNonNull(version);
    Objects.requireNonNull(known);
    Objects.requireNonNull(state);
  }

  /**
   * Reads what there is on a version.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be read
   */
  public static PhotoHistory of(PhotoVersion version, PhotosBucket photos, ResultsBucket results) {
    PhotoFacts known = PhotoFacts.of(version.photo(), photos, results);
    return new PhotoHistory(version, known, Life.state(known.facts()));
  }

  /** All of it; {@code now} says in words where it is, {@code decision} is its whole record. */
  public ObjectNode toJson() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", version.photo().id());
    json.put("fingerprint", version.photo().fingerprint());
    json.put("versionId", version.photo().versionId());
    json.put("uploadedAt", version.uploadedAt().toString());
    json.put("bytes", version.photo().size());
    json.put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("now", state.words());
    known.decision().ifPresent(stored -> raw(json, "decision", stored.record().json()));
    known
        .facts()
        .verdict()
        .ifPresent(
            answer ->
                json.set(
                    "answer",
                    MAPPER
                        .createObjectNode()
                        .put("answer", answer.answer().label())
                        .put("by", answer.by())
                        .put("job", answer.job())
                        .put("at", answer.at().toString())
                        .set("defect", answer.defect().toJson())));
    return json;
  }

  private static void raw(ObjectNode json, String name, String text) {
    try {
      json.set(name, MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that was read before", e);
    }
  }
}
