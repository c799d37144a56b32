package io.boardsift.aws;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket of records: {@code decisions/<fingerprint>.json} and {@code
 * verdicts/<fingerprint>.json}, one object per photo version. The keys follow from the photo alone,
 * so that whoever holds a photo finds its records without an index.
 */
public final class ResultsBucket {
  private final S3Client s3;
  private final String bucket;

  public ResultsBucket(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(bucket);
  }

  public static String decisionKey(Photo photo) {
    return "decisions/" + photo.fingerprint() + ".json";
  }

  public static String verdictKey(Photo photo) {
    return "verdicts/" + photo.fingerprint() + ".json";
  }

  /**
   * Records a decision unless one is recorded already: the first one stands, however often an event
   * is delivered.
   *
   * @return the decision that stands
   */
  public DecisionRecord recordFirst(DecisionRecord record) {
    String key = decisionKey(record.photo());
    try {
      put(PutObjectRequest.builder().key(key).ifNoneMatch("*"), record.json());
      return record;
    } catch (S3Exception e) {
      // 412: it is there. 409: somebody else is writing it just now.
      if (e.statusCode() != 412 && e.statusCode() != 409) {
        throw e;
      }
      return decision(record.photo()).orElseThrow(() -> e);
    }
  }

  /** The decision recorded on a photo, if there is one. */
  public Optional<DecisionRecord> decision(Photo photo) {
    return read(decisionKey(photo), DecisionRecord::fromJson);
  }

  /** The latest verdict recorded on a photo, if there is one. */
  public Optional<Verdict> verdict(Photo photo) {
    return read(verdictKey(photo), Verdict::fromManifestLine);
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

  /** Records a verdict over any earlier one. */
  public void record(Verdict verdict) {
    put(PutObjectRequest.builder().key(verdictKey(verdict.photo())), verdict.toManifestLine());
  }

  private void put(PutObjectRequest.Builder request, String json) {
    s3.putObject(
        request.bucket(bucket).contentType("application/json").build(),
        RequestBody.fromString(json));
  }

  private <T> Optional<T> read(String key, Reader<T> reader) {
    String json;
    try {
      json = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(json));
    } catch (MalformedException e) {
      throw new IllegalStateException("s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }

  private interface Reader<T> {
    T read(String json) throws MalformedException;
  }
}
