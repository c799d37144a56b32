package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ConditionalObject.State;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.console.ApiRequests.AnswerRequest;
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
  private static final Logger LOG = LoggerFactory.getLogger(GivenAnswers.class);

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
   * @param isNew whether it was taken just now, and not before
   */
  record Taken(GivenAnswer stands, boolean isNew) {}

  /** The last answer on a photo, if there is one that can be read. */
  Optional<GivenAnswer> on(Photo photo) {
    return object(photo).read().flatMap(state -> read(photo, state));
  }

  /**
   * Puts an answer in the place of the one that its reviewer knows of. One that was taken before is
   * not taken again.
   *
   * @param request names the answer that it changes, if it is not a first one
   * @throws ConflictException if somebody else has answered, or the reviewer is one of two who do
   *     not agree, and does not ask for another
   * @throws RefusedException if an answer with this id says something else
   */
  Taken replace(Photo photo, GivenAnswer answer, AnswerRequest request) {
    ConditionalObject object = object(photo);
    return object.change(
        object.read(),
        object::read,
        there -> {
          Optional<GivenAnswer> before = there.flatMap(state -> read(photo, state));
          if (before.filter(known -> known.id().equals(answer.id())).isPresent()) {
            return Optional.of(new Taken(again(before.get(), answer), false));
          }
          before.ifPresent(known -> refuseOver(known, answer, request.replaces()));
          GivenAnswer stands = before.map(answer::after).orElse(answer);
          return object
              .write(there.map(State::eTag), stands.toJson().toString())
              .map(eTag -> new Taken(stands, true));
        });
  }

  /** What is sent again is the same; else it would be lost without a word. */
  private static GivenAnswer again(GivenAnswer before, GivenAnswer answer) {
    if (!before.saysTheSameAs(answer)) {
      throw new RefusedException(400, "\"id\" is that of another answer on this photo");
    }
    return before;
  }

  private static void refuseOver(
      GivenAnswer before, GivenAnswer answer, Optional<String> replaces) {
    boolean isKnown = Optional.of(before.id()).equals(replaces);
    boolean isOwnDispute = before.isDisputedBy(answer.by()) && !answer.isDisputed();
    if (!isKnown || isOwnDispute) {
      throw new ConflictException(before);
    }
  }

  private Optional<GivenAnswer> read(Photo photo, State state) {
    try {
      return Optional.of(GivenAnswer.fromJson(state.bytes()));
    } catch (IOException e) {
      LOG.warn(
          "an answer that cannot be read counts as none",
          entry("object", object(photo).address()),
          entry("reason", e.getMessage()));
      return Optional.empty();
    }
  }

  private ConditionalObject object(Photo photo) {
    return new ConditionalObject(s3, bucket, ResultsBucket.answerKey(photo));
  }
}
