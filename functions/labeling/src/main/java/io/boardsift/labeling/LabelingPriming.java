package io.boardsift.labeling;

import io.boardsift.aws.Clients;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** Primes labeling: looks up a photo that does not exist, and hands it to nobody. */
final class LabelingPriming {
  private LabelingPriming() {}

  static void prime(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = Snapshot.absentPhoto(bucket);
    try (S3Client s3 = Clients.s3()) {
      if (new ResultsBucket(s3, bucket).decision(photo).isPresent()) {
        throw new IllegalStateException("somebody decided on a photo that does not exist");
      }
    }
    Snapshot.sqs(
        sqs ->
            new ConsoleJob(new Queue(sqs, settings.address("TASKS_QUEUE_URL")))
                .submit(List.of(new ReviewTask(photo))));
    // None of a counter that there is: one of its own would be one metric more.
    new Telemetry("labeling").count(Map.of("Failed", 0.0));
  }
}
