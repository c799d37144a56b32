package io.boardsift.verdicts;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Batch;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's way in: a batch of people's answers. */
public final class VerdictsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Batch batch;

  /** Built by Lambda, from the function's environment. */
  public VerdictsHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.sqs());
    Snapshot.before(() -> rehearse(new Settings(System.getenv())));
  }

  /** Reads a record that is not there, and makes the requests of an answer that nobody gave. */
  private static void rehearse(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = new Photo(bucket, "nothing", "none", "none", 0);
    Verdict verdict = new Verdict(photo, Answer.CANNOT_TELL, "", "rehearsal", Instant.EPOCH);
    try (S3Client s3 = Clients.s3()) {
      if (new ResultsBucket(s3, bucket).verdict(photo).isPresent()) {
        throw new IllegalStateException("somebody answered on a photo that is none");
      }
    }
    Snapshot.s3(s3 -> new ResultsBucket(s3, bucket).recordUnlessOutdated(verdict));
    Snapshot.sqs(
        sqs ->
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")).send(verdict.toManifestLine()));
    new Telemetry("verdicts").count(Map.of("Rehearsed", 1.0));
  }

  /** Built from settings; {@link VerdictsWiring} names them. */
  public VerdictsHandler(Settings settings, S3Client s3, SqsClient sqs) {
    batch = VerdictsWiring.of(settings, s3, sqs);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> batch.take(event));
  }
}
