package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.ConditionalObject.State;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The bucket of records: {@code decisions/<fingerprint>.json} and {@code
 * verdicts/<fingerprint>.json}, one object per photo version. The keys follow from the photo alone,
 * so that whoever holds a photo finds its records without an index.
 */
public final class ResultsBucket {
  /** The rules in force, if their owner has put some there. */
  public static final String RULES = "rules.yaml";

  /** Rules that are asked besides those in force and not obeyed, if their owner tries some. */
  public static final String RULES_IN_SHADOW = "rules-in-shadow.yaml";

  public static final String DECISIONS = "decisions/";
  public static final String VERDICTS = "verdicts/";
  private static final String ANSWERS = "answers/";

  private static final Logger LOG = LoggerFactory.getLogger(ResultsBucket.class);

  private final S3Client s3;
  private final String bucket;

  public ResultsBucket(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  /** Which deletions there were, by day. */
  public DeletionIndex deletions() {
    return new DeletionIndex(s3, bucket);
  }

  /** What came of the checks of rules, by day. */
  public CheckIndex checks() {
    return new CheckIndex(s3, bucket, this);
  }

  public static String decisionKey(Photo photo) {
    return DECISIONS + photo.fingerprint() + ".json";
  }

  public static String verdictKey(Photo photo) {
    return VERDICTS + photo.fingerprint() + ".json";
  }

  /** The key of the last answer on a photo that was given in the console. */
  public static String answerKey(Photo photo) {
    return ANSWERS + photo.fingerprint() + ".json";
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
    ConditionalObject object = object(decisionKey(record.photo()));
    Optional<String> eTag = object.write(Optional.empty(), record.json());
    return eTag.isPresent()
        ? new StoredDecision(record, eTag.get(), true)
        : stored(record.photo()).orElseThrow(object::overtaken);
  }

  /**
   * Changes a record that is there. If somebody else changes it at the same time, the change is
   * made to what they wrote.
   *
   * @param known as it was read
   * @param change must be right on any record of this photo
   * @return as it is now
   * @throws SdkException if it cannot be read or written; trying again settles it
   */
  public StoredDecision change(StoredDecision known, UnaryOperator<DecisionRecord> change) {
    Photo photo = known.record().photo();
    ConditionalObject object = object(decisionKey(photo));
    return object.change(
        known,
        () -> stored(photo).orElseThrow(object::overtaken),
        current -> {
          DecisionRecord changed = change.apply(current.record());
          if (changed.json().equals(current.record().json()) && !current.isDamaged()) {
            return Optional.of(current);
          }
          return object
              .write(Optional.of(current.eTag()), changed.json())
              .map(eTag -> new StoredDecision(changed, eTag, false));
        });
  }

  /**
   * Whether somebody has answered on a photo: the verdict is recorded, or the answer was taken by
   * the console and its verdict may still be on its way.
   */
  public boolean hasAnswer(Photo photo) {
    return verdict(photo).isPresent() || object(answerKey(photo)).read().isPresent();
  }

  /**
   * Lets triage decide again on a photo that people were asked about because something failed.
   *
   * @return whether it may: not if the record says anything else by now
   */
  public boolean letTriageDecideAgain(Photo photo, Instant now) {
    return stored(photo)
        .filter(known -> !known.isDamaged())
        .map(known -> change(known, record -> record.toBeTriagedAgain(now)))
        .filter(marked -> marked.record().isToBeTriagedAgain())
        .isPresent();
  }

  /**
   * Records what triage has decided again, if that is wanted. An answer that came before is in
   * force, whatever is recorded here.
   *
   * @param known as it was read
   * @return as it is now
   */
  public StoredDecision recordAgain(StoredDecision known, DecisionRecord anew) {
    return change(known, record -> record.decidedAgain(anew));
  }

  /** Notes in a record that somebody removed its photo's delete marker by hand. */
  public StoredDecision reopen(StoredDecision known, Instant now) {
    return change(known, record -> record.restored("its delete marker was removed", now));
  }

  /**
   * Notes in a record that people are asked once more, if nobody has answered.
   *
   * @param decisionKey the record's key
   * @param before when they must have been asked last
   * @return the record as it is now; empty if it asks nobody, is answered, was written since, or is
   *     gone
   * @throws MalformedException if it cannot be read; it is left as it is
   */
  public Optional<DecisionRecord> askAgain(String decisionKey, Instant before, Instant now)
      throws MalformedException {
    ConditionalObject object = object(decisionKey);
    Optional<State> there = object.read();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    DecisionRecord record = DecisionRecord.fromJson(there.get().text());
    if (!record.asksPeople()
        || !record.askedAt().isBefore(before)
        || verdict(record.photo()).filter(record::counts).isPresent()) {
      return Optional.empty();
    }
    DecisionRecord again = record.askedAgain(now);
    return object.write(there.map(State::eTag), again.json()).map(eTag -> again);
  }

  /** Forgets the answer on a photo, so that people are asked again. */
  public void withdrawVerdict(Photo photo) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(verdictKey(photo)));
  }

  /** The decision recorded on a photo, if there is one. */
  public Optional<DecisionRecord> decision(Photo photo) {
    return stored(photo).map(StoredDecision::record);
  }

  /** Whether a decision is recorded on a photo, be it one that cannot be read. */
  public boolean isDecided(Photo photo) {
    return object(decisionKey(photo)).eTag().isPresent();
  }

  /**
   * The decision recorded on a photo, if there is one, to be changed. In the place of one that
   * cannot be read stands one that asks people.
   */
  public Optional<StoredDecision> stored(Photo photo) {
    String key = decisionKey(photo);
    return object(key)
        .read()
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
   * The decision recorded on a photo of which only the fingerprint is known, if there is one.
   *
   * @throws MalformedException if it cannot be read
   */
  public Optional<DecisionRecord> decision(String fingerprint) throws MalformedException {
    Optional<State> there = object(DECISIONS + fingerprint + ".json").read();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(DecisionRecord.fromJson(there.get().text()));
  }

  /** The decision's record with a key, if it is there and can be read. */
  Optional<DecisionRecord> readable(String key) {
    return object(key)
        .read()
        .flatMap(
            state -> {
              try {
                return Optional.of(DecisionRecord.fromJson(state.text()));
              } catch (MalformedException e) {
                damaged(key, e);
                return Optional.empty();
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
    ConditionalObject object = object(decisionKey(photo));
    return object
        .eTag()
        .map(eTag -> object.address() + "?eTag=" + eTag.replace("\"", ""))
        .orElse(object.address());
  }

  /** The latest verdict recorded on a photo, if there is one that can be read. */
  public Optional<Verdict> verdict(Photo photo) {
    return object(verdictKey(photo)).read().flatMap(object -> verdict(photo, object));
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
   * @throws SdkException if it cannot be read or written; trying again settles it
   */
  public Optional<Verdict> recordUnlessOutdated(Verdict verdict) {
    ConditionalObject object = object(verdictKey(verdict.photo()));
    return object
        .change(object.read(), object::read, there -> record(verdict, there, object))
        .before();
  }

  /** A verdict is recorded, this one or another that counts over it. */
  private record Recorded(Optional<Verdict> before) {}

  /** Empty if another answer was recorded, or the one there withdrawn, meanwhile. */
  private Optional<Recorded> record(
      Verdict verdict, Optional<State> there, ConditionalObject object) {
    Recorded recorded = new Recorded(there.flatMap(state -> verdict(verdict.photo(), state)));
    if (recorded.before().isPresent() && !verdict.isOver(recorded.before().get())) {
      return Optional.of(recorded);
    }
    return object.write(there.map(State::eTag), verdict.toManifestLine()).map(eTag -> recorded);
  }

  private ConditionalObject object(String key) {
    return new ConditionalObject(s3, bucket, key);
  }

  private void damaged(String key, MalformedException e) {
    LOG.error(
        "a record cannot be read, so its photo counts as waiting for a person",
        entry("record", object(key).address()),
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
