package io.boardsift.aws;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import io.boardsift.aws.SharedObject.State;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket of records: {@code decisions/<fingerprint>.json} and {@code
 * verdicts/<fingerprint>.json}, one object per photo version. The keys follow from the photo alone,
 * so that whoever holds a photo finds its records without an index.
 */
public final class ResultsBucket {
  public static final String DECISIONS = "decisions/";
  public static final String VERDICTS = "verdicts/";

  private static final Logger LOG = LoggerFactory.getLogger(ResultsBucket.class);

  /** How often a write that others came before is tried. */
  private static final int ATTEMPTS = 20;

  private final S3Client s3;
  private final String bucket;

  public ResultsBucket(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  public static String decisionKey(Photo photo) {
    return DECISIONS + photo.fingerprint() + ".json";
  }

  public static String verdictKey(Photo photo) {
    return VERDICTS + photo.fingerprint() + ".json";
  }

  /** The key of the verdict on the photo whose decision has this key. */
  public static String verdictKey(String decisionKey) {
    return VERDICTS + decisionKey.substring(DECISIONS.length());
  }

  /**
   * Records a decision unless one is recorded already: the first one stands, however often an event
   * is delivered.
   *
   * @return the decision that stands: this one if it is new, else the earlier one
   */
  public StoredDecision recordUnlessRecorded(DecisionRecord record) {
    try {
      String eTag =
          put(
              PutObjectRequest.builder().key(decisionKey(record.photo())).ifNoneMatch("*"),
              record.json());
      return new StoredDecision(record, eTag, true);
    } catch (S3Exception e) {
      // 412: it is there. 409: somebody else is writing it just now.
      if (e.statusCode() != 412 && e.statusCode() != 409) {
        throw e;
      }
      return stored(record.photo()).orElseThrow(() -> e);
    }
  }

  /**
   * Changes a record that is there. If somebody else changes it at the same time, the change is
   * made to what they wrote.
   *
   * @param known as it was read
   * @param change has to be right on any record of this photo
   * @return as it is now
   * @throws S3Exception if it cannot be read or written; trying again settles it
   */
  public StoredDecision change(StoredDecision known, UnaryOperator<DecisionRecord> change) {
    StoredDecision current = known;
    for (int attempt = 1; ; attempt++) {
      DecisionRecord changed = change.apply(current.record());
      if (changed.json().equals(current.record().json()) && !current.isDamaged()) {
        return current;
      }
      PutObjectRequest.Builder put = PutObjectRequest.builder().key(decisionKey(changed.photo()));
      try {
        return new StoredDecision(changed, put(put.ifMatch(current.eTag()), changed.json()), false);
      } catch (S3Exception e) {
        // 412: it changed. 409: it is being changed just now.
        if ((e.statusCode() != 412 && e.statusCode() != 409) || attempt == ATTEMPTS) {
          throw e;
        }
        current = stored(changed.photo()).orElseThrow(() -> e);
      }
    }
  }

  /** Forgets the answer on a photo, so that people are asked again. */
  public void withdrawVerdict(Photo photo) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(verdictKey(photo)));
  }

  /** The decision recorded on a photo, if there is one. */
  public Optional<DecisionRecord> decision(Photo photo) {
    return stored(photo).map(StoredDecision::record);
  }

  /**
   * The decision recorded on a photo, if there is one, to be changed. In the place of one that
   * cannot be read stands one that asks people.
   */
  public Optional<StoredDecision> stored(Photo photo) {
    String key = decisionKey(photo);
    return read(key)
        .map(
            object -> {
              try {
                return new StoredDecision(
                    DecisionRecord.fromJson(object.text()), object.eTag(), false);
              } catch (MalformedException e) {
                damaged(key, e);
                DecisionRecord record =
                    DecisionRecord.inPlaceOfDamaged(photo, e.getMessage(), Instant.now());
                return new StoredDecision(record, object.eTag(), false, true);
              }
            });
  }

  /**
   * An address of the decision's record as it is now; another one after every change of it.
   *
   * @return up to 200 characters, {@code s3://bucket/decisions/…?eTag=…}; without the tag if
   *     nothing is recorded
   */
  public String decisionAddress(Photo photo) {
    String address = "s3://" + bucket + "/" + decisionKey(photo);
    try {
      String eTag = s3.headObject(head -> head.bucket(bucket).key(decisionKey(photo))).eTag();
      return address + "?eTag=" + eTag.replace("\"", "");
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return address;
      }
      throw e;
    }
  }

  /** The latest verdict recorded on a photo, if there is one that can be read. */
  public Optional<Verdict> verdict(Photo photo) {
    return read(verdictKey(photo)).flatMap(object -> verdict(photo, object));
  }

  private Optional<Verdict> verdict(Photo photo, State object) {
    try {
      return Optional.of(Verdict.fromManifestLine(object.text()));
    } catch (MalformedException e) {
      damaged(verdictKey(photo), e);
      return Optional.empty();
    }
  }

  /** Whether a person has answered on a photo since it was brought back, if it was. */
  public boolean isAnswered(Photo photo) {
    Optional<Verdict> verdict = verdict(photo);
    return verdict.isPresent()
        && decision(photo).map(decision -> decision.counts(verdict.get())).orElse(true);
  }

  /**
   * Records a verdict unless one that counts over it is recorded.
   *
   * @return the verdict that was recorded before, if there was one
   * @throws S3Exception if it cannot be read or written; trying again settles it
   */
  public Optional<Verdict> recordUnlessOutdated(Verdict verdict) {
    String key = verdictKey(verdict.photo());
    for (int attempt = 1; ; attempt++) {
      Optional<State> object = read(key);
      Optional<Verdict> before = object.flatMap(text -> verdict(verdict.photo(), text));
      if (before.isPresent() && !verdict.isOver(before.get())) {
        return before;
      }
      PutObjectRequest.Builder put = PutObjectRequest.builder().key(key);
      object.ifPresentOrElse(text -> put.ifMatch(text.eTag()), () -> put.ifNoneMatch("*"));
      try {
        put(put, verdict.toManifestLine());
        return before;
      } catch (S3Exception e) {
        // Another answer on the same photo is being recorded, or the one read was just withdrawn.
        boolean isOvertaken =
            e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404;
        if (!isOvertaken || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private String put(PutObjectRequest.Builder request, String json) {
    return s3.putObject(
            request.bucket(bucket).contentType("application/json").build(),
            RequestBody.fromString(json))
        .eTag();
  }

  private Optional<State> read(String key) {
    return new SharedObject(s3, bucket, key).read();
  }

  private void damaged(String key, MalformedException e) {
    LOG.error(
        "a record cannot be read, so its photo counts as waiting for a person",
        entry("record", "s3://" + bucket + "/" + key),
        entry("reason", e.getMessage()));
  }

  /**
   * A decision's record as it lies in the bucket.
   *
   * @param eTag of what was read or written
   * @param isNew whether it was recorded first just now
   * @param isDamaged whether what lies in the bucket cannot be read, and this stands for it
   */
  public record StoredDecision(
      DecisionRecord record, String eTag, boolean isNew, boolean isDamaged) {
    StoredDecision(DecisionRecord record, String eTag, boolean isNew) {
      this(record, eTag, isNew, false);
    }
  }
}
