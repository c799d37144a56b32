package io.boardsift.console;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ConditionalObject.State;
import io.boardsift.sift.Photo;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What reviewers have said, in the results bucket: {@code answers/<fingerprint>.json}, one object
 * for a photo version. Verdicts are recorded by another function and a moment later; this is what
 * two reviewers of one photo are told apart by, at the moment when they answer.
 */
final class GivenAnswers {
  static final String ANSWERS = "answers/";

  private static final Logger LOG = LoggerFactory.getLogger(GivenAnswers.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;

  GivenAnswers(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /**
   * An answer once it is taken.
   *
   * @param stands the answer that stands now
   * @param isFirst whether it is the first one on its photo
   */
  record Taken(GivenAnswer stands, boolean isFirst) {}

  /** The last answer on a photo, if there is one that can be read. */
  Optional<GivenAnswer> on(Photo photo) {
    return object(photo).read().flatMap(state -> read(photo, state));
  }

  /**
   * Takes an answer in the place of the one that its reviewer knows of. One that was taken before
   * is not taken again.
   *
   * @param replaces the id of the answer that it changes; empty if it is a first one
   * @throws ConflictException if somebody else has answered
   */
  Taken take(Photo photo, GivenAnswer answer, Optional<String> replaces) {
    ConditionalObject object = object(photo);
    return object.change(
        object.read(),
        object::read,
        there -> {
          Optional<GivenAnswer> given = there.flatMap(state -> read(photo, state));
          if (GivenAnswer.isSame(given, Optional.of(answer.id()))) {
            return Optional.of(new Taken(given.orElseThrow(), false));
          }
          // Where nothing is known there is nobody to overrule.
          if (given.isPresent() && !GivenAnswer.isSame(given, replaces)) {
            throw new ConflictException(given.get());
          }
          return object
              .write(there.map(State::eTag), text(answer))
              .map(eTag -> new Taken(answer, given.isEmpty() && replaces.isEmpty()));
        });
  }

  private Optional<GivenAnswer> read(Photo photo, State state) {
    try {
      return Optional.ofNullable(MAPPER.readValue(state.bytes(), GivenAnswer.class));
    } catch (IOException e) {
      LOG.warn(
          "an answer that cannot be read counts as none",
          entry("object", object(photo).address()),
          entry("reason", e.getMessage()));
      return Optional.empty();
    }
  }

  private static String text(GivenAnswer answer) {
    try {
      return MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ConditionalObject object(Photo photo) {
    return new ConditionalObject(s3, bucket, ANSWERS + photo.fingerprint() + ".json");
  }
}
