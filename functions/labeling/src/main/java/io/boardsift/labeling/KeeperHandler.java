package io.boardsift.labeling;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.boardsift.aws.Clients;
import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.Settings;
import io.boardsift.labeling.groundtruth.JobClients;
import io.boardsift.labeling.groundtruth.JobKeeper;
import io.boardsift.labeling.labelstudio.LabelStudioAnswers;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Lambda's entry point, by a schedule: looks after the labeling job, fetches its answers if it does
 * not send them, looks after the photos that people are not asked about any more or that nobody has
 * decided on, and tells what the bucket lacks. It also splits a memory that is still kept as one
 * object. What the event holds does not matter. Nobody waits for it, so nothing is primed.
 */
public final class KeeperHandler implements RequestStreamHandler {
  /** Enough for one group of photos, and to note down how far the sweep has come. */
  private static final Duration RESERVE = Duration.ofSeconds(15);

  private final Optional<JobKeeper> keeper;
  private final Optional<LabelStudioAnswers> answers;
  private final CombinedMemory combined;
  private final Sweep sweep;
  private final ForgottenPhotos forgotten;
  private final Optional<BucketKeeper> bucket;
  private final Runnable leaveNote;

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
   * Built from settings; {@link KeeperWiring} names them.
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
    KeeperWiring wiring = KeeperWiring.of(settings, s3, sqs, clients, clock);
    this.keeper = wiring.keeper();
    this.answers = wiring.answers();
    this.combined = wiring.combined();
    this.sweep = wiring.sweep();
    this.forgotten = wiring.forgotten();
    this.bucket = wiring.bucket();
    this.leaveNote = wiring.leaveNote();
  }

  /**
   * Looks after everything once.
   *
   * @throws RuntimeException if something could not be looked after; all the rest is
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    BooleanSupplier hasTime =
        () -> context.getRemainingTimeInMillis() > Math.toIntExact(RESERVE.toMillis());
    PowertoolsLogging.withLogging(
        context,
        () -> {
          doAll(
              List.of(
                  () -> keeper.ifPresent(JobKeeper::keep),
                  () -> answers.ifPresent(job -> job.read(hasTime)),
                  () -> combined.split(hasTime),
                  () -> sweep.run(keeper.flatMap(JobKeeper::jobSince), hasTime),
                  () -> forgotten.run(hasTime),
                  () -> bucket.ifPresent(BucketKeeper::look),
                  leaveNote));
          return null;
        });
  }

  /** One duty that fails does not stop the next. */
  private static void doAll(List<Runnable> duties) {
    Optional<RuntimeException> failure = Optional.empty();
    for (Runnable duty : duties) {
      try {
        duty.run();
      } catch (RuntimeException e) {
        failure.ifPresent(first -> first.addSuppressed(e));
        failure = failure.or(() -> Optional.of(e));
      }
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
  }
}
