package io.boardsift.verdicts;

import io.boardsift.aws.Clients;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Primes the taking of answers: reads a record that is not there, and records an answer nowhere.
 */
final class VerdictsPriming {
  private VerdictsPriming() {}

  static void prime(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = Snapshot.absentPhoto(bucket);
    Verdict verdict = new Verdict(photo, Answer.CANNOT_TELL, "", "priming", Instant.EPOCH);
    try (S3Client s3 = Clients.s3()) {
      if (new ResultsBucket(s3, bucket).verdict(photo).isPresent()) {
        throw new IllegalStateException("somebody answered on a photo that does not exist");
      }
    }
    Snapshot.s3(s3 -> new ResultsBucket(s3, bucket).recordUnlessOutdated(verdict));
    Snapshot.sqs(
        sqs ->
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")).send(verdict.toManifestLine()));
    // None of a counter that there is: one of its own would be one metric more.
    new Telemetry("verdicts").count(Map.of("Failed", 0.0));
  }
}
