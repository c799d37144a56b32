package io.boardsift.labeling;

import io.boardsift.aws.BucketCheck;
import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.DeploymentNote;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.labeling.groundtruth.JobClients;
import io.boardsift.labeling.groundtruth.JobKeeper;
import io.boardsift.labeling.labelstudio.LabelStudioAnswers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds from its settings what the keeper looks after.
 *
 * @param keeper of the labeling job, if that one needs it
 * @param answers of the labeling job, if it does not send them itself
 * @param combined the memory of before each camera had one of its own
 * @param forgotten those on which nothing was ever decided
 * @param bucket tells what the photos bucket lacks, if that is not one that was made for photos
 * @param leaveNote leaves the {@link DeploymentNote}
 */
record KeeperWiring(
    Optional<JobKeeper> keeper,
    Optional<LabelStudioAnswers> answers,
    CombinedMemory combined,
    Sweep sweep,
    ForgottenPhotos forgotten,
    Optional<BucketKeeper> bucket,
    Runnable leaveNote) {
  /**
   * Reads the settings PHOTOS_BUCKET, PHOTOS_PREFIX (how the keys of photos begin; empty for all),
   * CHECK_PHOTOS_BUCKET (on or off; off), RESULTS_BUCKET, REVIEW_QUEUE_URL, TRIAGE_FAILURES_URL,
   * SWEEP_AFTER_DAYS (1 to 13; 13) and LABELING_JOB (console, ground-truth or label-studio;
   * console); with ground-truth also those of {@link JobKeeper}, with label-studio
   * VERDICTS_QUEUE_URL, DEAD_LETTERS_URL and those of {@link LabelStudioAnswers}.
   *
   * @param clients asked only for a job of Ground Truth
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static KeeperWiring of(
      Settings settings,
      S3Client s3,
      SqsClient sqs,
      Supplier<JobClients> clients,
      InstantSource clock) {
    String resultsBucket = settings.required("RESULTS_BUCKET");
    URI reviewQueue = settings.address("REVIEW_QUEUE_URL");
    URI failures = settings.address("TRIAGE_FAILURES_URL");
    Duration patience = Duration.ofDays(settings.whole("SWEEP_AFTER_DAYS", 13, 1, 13));
    Telemetry telemetry = new Telemetry("keeper");
    String photosBucket = settings.required("PHOTOS_BUCKET");
    String prefix = settings.optional("PHOTOS_PREFIX").orElse("");
    DeploymentNote note = new DeploymentNote(photosBucket, reviewQueue, Optional.of(failures));
    LabelingKind kind = settings.choice("LABELING_JOB", LabelingKind.CONSOLE);
    Optional<JobKeeper> keeper =
        switch (kind) {
          case CONSOLE, LABEL_STUDIO -> Optional.empty();
          case GROUND_TRUTH ->
              Optional.of(
                  JobKeeper.of(
                      settings, clients.get(), s3, resultsBucket, patience, telemetry, clock));
        };
    Optional<LabelStudioAnswers> answers =
        switch (kind) {
          case CONSOLE, GROUND_TRUTH -> Optional.empty();
          case LABEL_STUDIO ->
              Optional.of(
                  LabelStudioAnswers.of(
                      settings,
                      s3,
                      resultsBucket,
                      new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
                      new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
                      clock));
        };
    Sweep sweep = new Sweep(s3, resultsBucket, new Queue(sqs, reviewQueue), patience, clock);
    ForgottenPhotos forgotten =
        new ForgottenPhotos(
            s3, photosBucket, prefix, resultsBucket, new Queue(sqs, failures), telemetry, clock);
    Optional<BucketKeeper> bucket =
        settings.isOn("CHECK_PHOTOS_BUCKET", false)
            ? Optional.of(new BucketKeeper(new BucketCheck(s3, photosBucket, prefix), telemetry))
            : Optional.empty();
    return new KeeperWiring(
        keeper,
        answers,
        new CombinedMemory(s3, resultsBucket),
        sweep,
        forgotten,
        bucket,
        () -> note.leave(s3, resultsBucket));
  }
}
