package io.boardsift.console;

import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import java.time.InstantSource;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the console from its settings. */
record ConsoleWiring(ReviewerApi reviewers, OwnerApi owners, Assets assets) {
  /**
   * Reads the settings TASKS_QUEUE_URL, VERDICTS_QUEUE_URL, DEAD_LETTERS_URL, PHOTOS_BUCKET and
   * RESULTS_BUCKET, and those of {@link Assets}, {@link Reviewers} and {@link OwnerApi}.
   *
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static ConsoleWiring of(Settings settings, S3Client s3, S3Presigner presigner, SqsClient sqs) {
    String resultsBucket = settings.required("RESULTS_BUCKET");
    ResultsBucket results = new ResultsBucket(s3, resultsBucket);
    GivenAnswers given = new GivenAnswers(s3, resultsBucket);
    DailyProgress progress = new DailyProgress(s3, resultsBucket);
    TasksQueue tasks = new TasksQueue(sqs, settings.address("TASKS_QUEUE_URL"));
    InstantSource clock = InstantSource.system();
    UpForReview upForReview = new UpForReview(results);
    Queue verdicts = new Queue(sqs, settings.address("VERDICTS_QUEUE_URL"));
    PhotosBucket photos = PhotosBucket.of(settings, s3);
    PictureLinks links = new PictureLinks(new Previews(s3, resultsBucket), presigner);
    AnswerTaking answers = new AnswerTaking(upForReview, given, progress, tasks, verdicts, clock);
    ReviewTasks reviewTasks =
        new ReviewTasks(
            tasks,
            new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
            photos,
            results,
            upForReview,
            given,
            answers,
            links);
    Stream<String> buckets = Stream.of(settings.required("PHOTOS_BUCKET"), resultsBucket);
    return new ConsoleWiring(
        new ReviewerApi(
            Reviewers.of(settings),
            reviewTasks,
            answers,
            progress,
            new Guide(s3, resultsBucket, presigner),
            clock),
        OwnerApi.of(settings, s3, photos, results, links, tasks, verdicts, clock),
        Assets.of(settings, presigner, buckets));
  }
}
