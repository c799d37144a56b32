package io.boardsift.labeling;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Clients;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.aws.Telemetry;
import io.boardsift.labeling.groundtruth.GroundTruth;
import io.boardsift.labeling.groundtruth.JobClients;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's way in: a batch of review tasks. */
public final class LabelingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Labeling labeling;

  /** Built by Lambda, from the function's environment. */
  public LabelingHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.sqs());
    Snapshot.before(() -> rehearse(new Settings(System.getenv())));
  }

  /** Looks up a photo that is none, and hands it to nobody. */
  private static void rehearse(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = new Photo(bucket, "nothing", "none", "none", 0);
    try (S3Client s3 = Clients.s3()) {
      if (new ResultsBucket(s3, bucket).decision(photo).isPresent()) {
        throw new IllegalStateException("somebody decided on a photo that is none");
      }
    }
    Snapshot.sqs(
        sqs ->
            new Console(new Queue(sqs, settings.address("TASKS_QUEUE_URL")))
                .submit(List.of(new ReviewTask(photo))));
    new Telemetry("labeling").count(Map.of("Rehearsed", 1.0));
  }

  /** With clients for Ground Truth, if it is chosen, from the environment. */
  public LabelingHandler(Settings settings, S3Client s3, SqsClient sqs) {
    this(settings, s3, sqs, JobClients::fromEnvironment);
  }

  /**
   * Built from the settings DEAD_LETTERS_URL, VERDICTS_QUEUE_URL, RESULTS_BUCKET and LABELING_JOB
   * (console or ground-truth; console); with console also from TASKS_QUEUE_URL, with ground-truth
   * from JOB_INPUT_TOPIC_ARN.
   *
   * @param clients asked only for a job of Ground Truth
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public LabelingHandler(
      Settings settings, S3Client s3, SqsClient sqs, Supplier<JobClients> clients) {
    String bucket = settings.required("RESULTS_BUCKET");
    ResultsBucket results = new ResultsBucket(s3, bucket);
    LabelingJob job =
        switch (settings.choice("LABELING_JOB", LabelingKind.CONSOLE)) {
          case CONSOLE -> new Console(new Queue(sqs, settings.address("TASKS_QUEUE_URL")));
          case GROUND_TRUTH -> GroundTruth.of(settings, clients.get(), s3, bucket)::submit;
        };
    labeling =
        new Labeling(
            job,
            new GivenUpPhotos(
                PhotosBucket.of(settings, s3),
                results,
                new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
                InstantSource.system()),
            new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
            new Telemetry("labeling"));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<SQSEvent.SQSMessage> messages =
        event == null || event.getRecords() == null ? List.of() : event.getRecords();
    return PowertoolsLogging.withLogging(context, () -> labeling.take(messages));
  }
}
