package io.boardsift.console;

import io.boardsift.aws.Clients;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Previews.Preview;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.sift.Photo;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Primes the console: serves the page to nobody, looks up and presigns a photo that is not there.
 */
final class ConsolePriming {
  private static final Logger LOG = LoggerFactory.getLogger(ConsolePriming.class);

  private ConsolePriming() {}

  static void prime(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = Snapshot.absentPhoto(bucket);
    try (S3Client s3 = Clients.s3();
        S3Presigner presigner = Clients.presigner()) {
      if (new ResultsBucket(s3, bucket).isAnswered(photo)
          || new GivenAnswers(s3, bucket).on(photo).isPresent()) {
        throw new IllegalStateException("somebody answered on a photo that does not exist");
      }
      Duration validity = Duration.ofSeconds(1);
      URI address =
          new Previews(s3, bucket)
              .find(presigner, photo, validity)
              .map(Preview::address)
              .orElseGet(() -> PhotosBucket.address(presigner, photo, validity));
      LOG.debug("a photo would be shown from {}", address.getHost());
      Assets assets = Assets.of(settings, presigner, Stream.of(bucket));
      LOG.debug("the page takes {}", assets.get("/").getStatusCode());
    }
    Snapshot.sqs(sqs -> new TasksQueue(sqs, settings.address("TASKS_QUEUE_URL")).lease(1));
  }
}
