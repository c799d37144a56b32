package io.boardsift.labeling;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.labeling.groundtruth.GroundTruth;
import io.boardsift.labeling.groundtruth.JobClients;
import io.boardsift.labeling.labelstudio.LabelStudio;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds labeling from its settings. */
final class LabelingWiring {
  private LabelingWiring() {}

  /**
   * Reads the settings DEAD_LETTERS_URL, VERDICTS_QUEUE_URL, RESULTS_BUCKET, CONDITIONAL_DELETE
   * (by-s3 or by-comparing; by-s3) and LABELING_JOB (console, ground-truth or label-studio;
   * console); with console also TASKS_QUEUE_URL, with ground-truth JOB_INPUT_TOPIC_ARN, with
   * label-studio those of {@link LabelStudio}.
   *
   * @param clients asked only for a job of Ground Truth
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static Labeling of(Settings settings, S3Client s3, SqsClient sqs, Supplier<JobClients> clients) {
    String resultsBucket = settings.required("RESULTS_BUCKET");
    LabelingJob job =
        switch (settings.choice("LABELING_JOB", LabelingKind.CONSOLE)) {
          case CONSOLE -> new ConsoleJob(new Queue(sqs, settings.address("TASKS_QUEUE_URL")));
          case GROUND_TRUTH -> GroundTruth.of(settings, clients.get(), s3, resultsBucket)::submit;
          case LABEL_STUDIO ->
              LabelStudio.of(settings, s3, resultsBucket, InstantSource.system())::submit;
        };
    return new Labeling(
        job,
        new GivenUpPhotos(
            PhotosBucket.of(settings, s3),
            new ResultsBucket(s3, resultsBucket),
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
            InstantSource.system()),
        new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
        new Telemetry("labeling"));
  }
}
