package io.boardsift.sift.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
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
 * @param defect what is broken, if the board is
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Labeling job
 *     output data</a>
 */
public record Verdict(
    Photo photo, Answer answer, String by, String job, Instant at, Defect defect) {
  /** What a labeling job calls its answers. */
  public static final String LABEL = "board-verdict";

  static final String PHOTO = "boardsift-photo";
  private static final String METADATA = LABEL + "-metadata";
  private static final String DEFECT = "boardsift-defect";

  /** Ground Truth writes its dates in UTC without a zone and with six digits of a second. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
          .toFormatter();

  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

  /** Dates have four digits of a year. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if a board that is not broken has a defect
   */
  public Verdict {
    Objects.requireNonNull(photo);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(at);
    if (answer != Answer.BROKEN_BOARD && !defect.isNone()) {
      throw new IllegalArgumentException("a defect on what is no \"broken board\"");
    }
    by = Objects.requireNonNullElse(by, "");
    job = Objects.requireNonNullElse(job, "");
  }

  /** An answer that says nothing of a defect. */
  public Verdict(Photo photo, Answer answer, String by, String job, Instant at) {
    this(photo, answer, by, job, at, Defect.NONE);
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
    if (!defect.isNone()) {
      json.set(DEFECT, defect.toJson());
    }
    return json.toString();
  }

  /**
   * Reads a line of an augmented manifest.
   *
   * @throws MalformedException if it is not one of ours, its answer is not one of the four or is
   *     given twice and differently, its date is not one from 2020 on, or it tells a defect of what
   *     is not a broken board
   */
  public static Verdict fromManifestLine(String line) throws MalformedException {
    JsonNode json = Json.readObject(line, "a verdict");
    JsonNode metadata = json.path(METADATA);
    try {
      return new Verdict(
          Json.photo(json.path(PHOTO)),
          VerdictAnswer.of(json, LABEL, metadata),
          Json.optionalText(metadata, "answered-by"),
          Json.optionalText(metadata, "job-name"),
          date(metadata),
          Defect.of(json.path(DEFECT)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  /**
   * Reads a line that has just come in.
   *
   * @param now an answer of later than five minutes from it is refused: it would outlast every
   *     answer that people really give
   * @throws MalformedException as above, or if the answer is from the future
   */
  public static Verdict fromManifestLine(String line, Instant now) throws MalformedException {
    Verdict verdict = fromManifestLine(line);
    if (verdict.at().isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new MalformedException(
          "\"creation-date\" is in the future: " + verdict.at() + ", and now is " + now);
    }
    return verdict;
  }

  private static Instant date(JsonNode metadata) throws MalformedException {
    String text = Json.text(metadata, "creation-date");
    try {
      TemporalAccessor date =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      Instant at =
          date instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : LocalDateTime.from(date).toInstant(ZoneOffset.UTC);
      if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
        throw new MalformedException("\"creation-date\" is not of our time: \"" + text + "\"");
      }
      return at;
    } catch (DateTimeException e) {
      throw new MalformedException("\"creation-date\" is not a date: \"" + text + "\"");
    }
  }
}
