package io.boardsift.labeling;

import io.boardsift.aws.ResultsBucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The records of decisions on photos that nobody seems to have answered on: there is no answer, or
 * the record was written after it, as when the photo was brought back. Decisions and verdicts are
 * listed in the same order, that of photos' fingerprints, so a page of one is compared with the
 * same stretch of the other: a request for a thousand records of each, and no more in memory.
 */
final class UnansweredDecisions {
  private final S3Client s3;
  private final String bucket;

  UnansweredDecisions(S3Client s3, String resultsBucket) {
    this.s3 = Objects.requireNonNull(s3);
    this.bucket = Objects.requireNonNull(resultsBucket);
  }

  /**
   * What one page holds.
   *
   * @param keys of the records, in order
   * @param last the key up to which was looked; the empty string after the last page
   */
  record Page(List<String> keys, String last) {}

  /** The next page after a key, of records written between two times. */
  Page after(String key, Instant since, Instant until) {
    ListObjectsV2Response decisions = list(ResultsBucket.DECISIONS, key);
    String last =
        Boolean.TRUE.equals(decisions.isTruncated()) ? decisions.contents().getLast().key() : "";
    List<S3Object> old =
        decisions.contents().stream()
            .filter(decision -> !decision.lastModified().isBefore(since))
            .filter(decision -> decision.lastModified().isBefore(until))
            .toList();
    if (old.isEmpty()) {
      return new Page(List.of(), last);
    }
    Map<String, Instant> answered = answered(key, last);
    return new Page(
        old.stream()
            .filter(decision -> !isAnswered(decision, answered))
            .map(S3Object::key)
            .toList(),
        last);
  }

  private static boolean isAnswered(S3Object decision, Map<String, Instant> answered) {
    Instant at = answered.get(verdict(decision.key()));
    return at != null && at.isAfter(decision.lastModified());
  }

  /** When the verdicts between two decisions' keys were written, by their keys. */
  private Map<String, Instant> answered(String after, String upTo) {
    Map<String, Instant> answered = new HashMap<>();
    String from = verdict(after);
    while (true) {
      ListObjectsV2Response verdicts = list(ResultsBucket.VERDICTS, from);
      verdicts.contents().forEach(verdict -> answered.put(verdict.key(), verdict.lastModified()));
      if (!Boolean.TRUE.equals(verdicts.isTruncated())) {
        return answered;
      }
      from = verdicts.contents().getLast().key();
      if (!upTo.isEmpty() && from.compareTo(verdict(upTo)) >= 0) {
        return answered;
      }
    }
  }

  private ListObjectsV2Response list(String prefix, String after) {
    return s3.listObjectsV2(
        list -> {
          list.bucket(bucket).prefix(prefix);
          if (!after.isEmpty()) {
            list.startAfter(after);
          }
        });
  }

  private static String verdict(String decision) {
    return decision.isEmpty() ? "" : ResultsBucket.verdictKey(decision);
  }
}
