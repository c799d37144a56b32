package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Objects;

/**
 * A person's answer on a photo. Its JSON is a line of a Ground Truth augmented manifest, so that
 * both labeling jobs speak one format.
 *
 * @param photo the photo that was looked at
 * @param answer what the person said
 * @param by who answered: a worker's or reviewer's name, or the empty string
 * @param job the labeling job's name
 * @param at when; where one photo has several answers the latest counts
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Labeling job
 *     output data</a>
 */
public record Verdict(Photo photo, Answer answer, String by, String job, Instant at) {
  /** What a labeling job calls its answers. */
  public static final String LABEL = "board-verdict";

  static final String PHOTO = "boardsift-photo";
  private static final String METADATA = LABEL + "-metadata";

  /** Ground Truth writes its dates in UTC without a zone and with six digits of a second. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
          .toFormatter();

  public Verdict {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(at);
    by = Objects.requireNonNullElse(by, "");
    job = Objects.requireNonNullElse(job, "");
  }

  /**
   * Whether it counts over another answer on the same photo: the later one does, and of two at the
   * same moment the one that deletes nothing.
   */
  public boolean isOver(Verdict other) {
    if (!at.equals(other.at)) {
      return at.isAfter(other.at);
    }
    boolean deletes = answer == Answer.NOT_A_BOARD;
    boolean otherDeletes = other.answer == Answer.NOT_A_BOARD;
    return deletes == otherDeletes ? answer.compareTo(other.answer) < 0 : otherDeletes;
  }

  /** One line of JSON: an augmented-manifest record with the photo's parts as extra keys. */
  public String toManifestLine() {
    ObjectNode json = Json.object();
    json.put("source-ref", "s3://" + photo.bucket() + "/" + photo.key());
    json.put("boardsift-id", photo.id());
    json.set(PHOTO, Json.of(photo));
    json.put(LABEL, answer.index());
    ObjectNode metadata = json.putObject(METADATA);
    metadata.put("class-name", answer.label());
    metadata.put("confidence", 0.0);
    metadata.put("type", "groundtruth/image-classification");
    metadata.put("job-name", job);
    metadata.put("human-annotated", "yes");
    metadata.put("creation-date", DATE.format(at.atOffset(ZoneOffset.UTC)));
    metadata.put("answered-by", by);
    return json.toString();
  }

  /**
   * Reads a line of an augmented manifest.
   *
   * @throws MalformedException if it is none of ours, or its answer is none of the four
   */
  public static Verdict fromManifestLine(String line) throws MalformedException {
    JsonNode json = Json.readObject(line, "a verdict");
    JsonNode metadata = json.path(METADATA);
    return new Verdict(
        Json.photo(json.path(PHOTO)),
        answer(json, metadata),
        metadata.path("answered-by").asText(""),
        metadata.path("job-name").asText(""),
        date(metadata));
  }

  private static Answer answer(JsonNode json, JsonNode metadata) throws MalformedException {
    String className = metadata.path("class-name").asText("");
    if (!className.isEmpty()) {
      return Answer.of(className)
          .orElseThrow(() -> new MalformedException("unknown answer \"" + className + "\""));
    }
    String failure = metadata.path("failure-reason").asText("");
    if (!failure.isEmpty()) {
      throw new MalformedException("the labeling job could not show the photo: " + failure);
    }
    // The index comes as a number or as a text.
    return Answer.of(json.path(LABEL).asInt(-1))
        .orElseThrow(() -> new MalformedException("\"" + LABEL + "\" is missing or none of 0..3"));
  }

  private static Instant date(JsonNode metadata) throws MalformedException {
    String text = metadata.path("creation-date").asText("");
    try {
      return text.endsWith("Z") || text.lastIndexOf('+') > 0
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedException("\"creation-date\" is no date: \"" + text + "\"");
    }
  }
}
