package io.boardsift.labeling;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.boardsift.aws.Clients;
import io.boardsift.aws.DeploymentNote;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.labeling.groundtruth.JobClients;
import io.boardsift.labeling.groundtruth.Keeper;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Lambda's way in, by a schedule: looks after the labeling job, and after the photos that people
 * are not asked about any more. What the event holds does not matter.
 */
public final class KeeperHandler implements RequestStreamHandler {
  /** Enough for one group of photos, and to note down how far the sweep has come. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final Runnable leaveNote;
  private final Sweep sweep;
  private final Optional<Keeper> keeper;

  /** Built by Lambda, from the function's environment. */
  public KeeperHandler() {
    this(
        new Settings(System.getenv()),
        Clients.s3(),
        Clients.sqs(),
        JobClients::fromEnvironment,
        InstantSource.system());
  }

  /**
   * Built from the settings PHOTOS_BUCKET, RESULTS_BUCKET, REVIEW_QUEUE_URL, SWEEP_AFTER_DAYS (1 to
   * 13; 13) and LABELING_JOB (console or ground-truth; console); with ground-truth also from
   * JOB_NAME_PREFIX, JOB_INPUT_TOPIC_ARN, JOB_OUTPUT_TOPIC_ARN, JOB_ROLE_ARN, WORKTEAM_ARN and
   * AWS_REGION.
   *
   * @param clients asked only for a job of Ground Truth
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public KeeperHandler(
      Settings settings,
      S3Client s3,
      SqsClient sqs,
      Supplier<JobClients> clients,
      InstantSource clock) {
    String results = settings.required("RESULTS_BUCKET");
    Duration patience = Duration.ofDays(settings.whole("SWEEP_AFTER_DAYS", 13, 1, 13));
    Telemetry telemetry = new Telemetry("keeper");
    DeploymentNote note =
        new DeploymentNote(
            settings.required("PHOTOS_BUCKET"), settings.address("REVIEW_QUEUE_URL"));
    leaveNote = () -> note.leave(s3, results);
    sweep =
        new Sweep(
            s3,
            results,
            new Queue(sqs, settings.address("REVIEW_QUEUE_URL")),
            patience,
            telemetry,
            clock);
    keeper =
        switch (settings.choice("LABELING_JOB", LabelingKind.CONSOLE)) {
          case CONSOLE -> Optional.empty();
          case GROUND_TRUTH ->
              Optional.of(
                  Keeper.of(settings, clients.get(), s3, results, patience, telemetry, clock));
        };
  }

  /**
   * Looks after everything once.
   *
   * @throws RuntimeException if the labeling job could not be looked after; the sweep is done all
   *     the same
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    BooleanSupplier hasTime =
        () -> context.getRemainingTimeInMillis() > Math.toIntExact(RESERVE.toMillis());
    PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            keeper.ifPresent(Keeper::keep);
          } finally {
            sweep.run(keeper.flatMap(Keeper::jobSince), hasTime);
            leaveNote.run();
          }
          return null;
        });
  }
}
