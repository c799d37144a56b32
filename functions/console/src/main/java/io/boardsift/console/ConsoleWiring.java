package io.boardsift.console;

import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the console from its settings. */
record ConsoleWiring(ReviewTasks reviewTasks, Assets assets) {
  /**
   * Reads the settings TASKS_QUEUE_URL, VERDICTS_QUEUE_URL, DEAD_LETTERS_URL and RESULTS_BUCKET,
   * and those of {@link Assets}.
   *
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static ConsoleWiring of(Settings settings, S3Client s3, S3Presigner presigner, SqsClient sqs) {
    String resultsBucket = settings.required("RESULTS_BUCKET");
    ReviewTasks reviewTasks =
        new ReviewTasks(
            new TasksQueue(sqs, settings.address("TASKS_QUEUE_URL")),
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
            new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
            new ResultsBucket(s3, resultsBucket),
            new Previews(s3, resultsBucket),
            presigner,
            InstantSource.system());
    return new ConsoleWiring(reviewTasks, Assets.of(settings));
  }
}
