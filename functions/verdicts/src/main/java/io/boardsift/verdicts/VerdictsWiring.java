package io.boardsift.verdicts;

import io.boardsift.aws.Batch;
import io.boardsift.aws.DeletionGate;
import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.Mode;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.life.Life;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the taking of answers from its settings. */
final class VerdictsWiring {
  private VerdictsWiring() {}

  /**
   * Reads the settings PHOTOS_BUCKET, RESULTS_BUCKET, VERDICTS_QUEUE_URL, REVIEW_QUEUE_URL,
   * DEAD_LETTERS_URL, MODE (observe or delete; observe), GRACE_SECONDS (how long an answer can be
   * changed before its photo is deleted, 0 to 86,400; 600), VERDICTS_VISIBILITY_SECONDS (the
   * queue's; 0 to 43,200; 0), CONDITIONAL_DELETE (by-s3 or by-comparing; by-s3) and those of {@link
   * EventBus}.
   *
   * @param credentials used only where there is an event bus
   * @throws SettingException if one is wrong
   */
  static AnswerBatch of(
      Settings settings, S3Client s3, SqsClient sqs, AwsCredentialsProvider credentials) {
    InstantSource clock = InstantSource.system();
    String resultsBucket = settings.required("RESULTS_BUCKET");
    String photosBucket = settings.required("PHOTOS_BUCKET");
    Telemetry telemetry = new Telemetry("verdicts");
    ResultsBucket results = new ResultsBucket(s3, resultsBucket);
    PhotosBucket photos = PhotosBucket.of(settings, s3);
    Life life = new Life(grace(settings));
    DeletionGate gate =
        new DeletionGate(
            photosBucket,
            settings.choice("MODE", Mode.OBSERVE),
            photo -> Optional.empty(), // rules delete nothing here
            photos,
            results,
            life,
            clock);
    Verdicts verdicts =
        new Verdicts(
            new AskedPhotos(photosBucket, photos, results),
            results,
            new FollowUp(
                life,
                gate,
                photos,
                results,
                new Queue(sqs, settings.address("REVIEW_QUEUE_URL")),
                clock),
            new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
            new RuleAccuracy(results.checks(), telemetry),
            EventBus.of(settings, credentials),
            clock);
    Batch messages =
        new Batch(
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
            () -> telemetry.count(Map.of("Failed", 1.0)));
    MemoryStore memories = new MemoryStore(s3, resultsBucket);
    return new AnswerBatch(messages, verdicts, () -> new Learning(memories, telemetry));
  }

  /**
   * The grace has to be longer than a message rests after a failure: else an answer is carried out
   * while the one that changes it waits for its second try. None at all is a choice, too: then
   * answers are carried out at once, and a changed one brings the photo back.
   */
  private static Duration grace(Settings settings) {
    Duration grace = settings.seconds("GRACE_SECONDS", 600, 0, 86_400);
    Duration visibility = settings.seconds("VERDICTS_VISIBILITY_SECONDS", 0, 0, 43_200);
    if (!grace.isZero() && grace.compareTo(visibility) <= 0) {
      throw new SettingException(
          "GRACE_SECONDS",
          "is " + grace.toSeconds(),
          "it has to be 0, or longer than the verdicts queue's visibility timeout of "
              + visibility.toSeconds()
              + " s (VERDICTS_VISIBILITY_SECONDS)");
    }
    return grace;
  }
}
