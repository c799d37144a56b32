package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
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
   * @return the earlier decision, which stands; empty if this one was the first
   */
  public Optional<DecisionRecord> recordUnlessRecorded(DecisionRecord record) {
    String key = decisionKey(record.photo());
    try {
      put(PutObjectRequest.builder().key(key).ifNoneMatch("*"), record.json());
      return Optional.empty();
    } catch (S3Exception e) {
      // 412: it is there. 409: somebody else is writing it just now.
      if (e.statusCode() != 412 && e.statusCode() != 409) {
        throw e;
      }
      return Optional.of(decision(record.photo()).orElseThrow(() -> e));
    }
  }

  /**
   * Puts a decision in the place of an earlier one, and withdraws the answer that people gave, so
   * that they are asked again.
   */
  public void reopen(DecisionRecord record) {
    put(PutObjectRequest.builder().key(decisionKey(record.photo())), record.json());
    s3.deleteObject(delete -> delete.bucket(bucket).key(verdictKey(record.photo())));
  }

  /** The decision recorded on a photo, if there is one. */
  public Optional<DecisionRecord> decision(Photo photo) {
    return read(decisionKey(photo), DecisionRecord::fromJson).map(Stored::content);
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

  /** The latest verdict recorded on a photo, if there is one. */
  public Optional<Verdict> verdict(Photo photo) {
    return read(verdictKey(photo), Verdict::fromManifestLine).map(Stored::content);
  }

  /** Whether a person has answered on a photo. */
  public boolean hasVerdict(Photo photo) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(verdictKey(photo)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Records a verdict unless a later one is recorded.
   *
   * @return the verdict that was recorded before, if there was one
   * @throws S3Exception with status 409 or 412 if another answer on the same photo is being
   *     recorded right now; trying again settles it
   */
  public Optional<Verdict> recordUnlessOutdated(Verdict verdict) {
    String key = verdictKey(verdict.photo());
    PutObjectRequest.Builder request = PutObjectRequest.builder().key(key);
    Optional<Stored<Verdict>> before = read(key, Verdict::fromManifestLine);
    if (before.isPresent()) {
      Verdict recorded = before.get().content();
      if (!recorded.at().isAfter(verdict.at()) && !recorded.equals(verdict)) {
        put(request.ifMatch(before.get().eTag()), verdict.toManifestLine());
      }
    } else {
      put(request.ifNoneMatch("*"), verdict.toManifestLine());
    }
    return before.map(Stored::content);
  }

  private void put(PutObjectRequest.Builder request, String json) {
    s3.putObject(
        request.bucket(bucket).contentType("application/json").build(),
        RequestBody.fromString(json));
  }

  private <T> Optional<Stored<T>> read(String key, Reader<T> reader) {
    ResponseBytes<GetObjectResponse> object;
    try {
      object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Stored<>(reader.read(object.asUtf8String()), object.response().eTag()));
    } catch (MalformedException e) {
      throw new IllegalStateException("s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }

  private record Stored<T>(T content, String eTag) {}

  private interface Reader<T> {
    T read(String json) throws MalformedException;
  }
}
