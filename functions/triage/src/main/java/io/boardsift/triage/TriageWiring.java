package io.boardsift.triage;

import io.boardsift.aws.DeletionGate;
import io.boardsift.aws.GuardObject;
import io.boardsift.aws.Mode;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.RunawayGuard;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.life.Life;
import io.boardsift.sift.model.Model;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds triage from its settings. */
record TriageWiring(Triage triage, Backfill backfill, FailedEvents failedEvents, TriageLog log) {
  /**
   * Reads the settings PHOTOS_BUCKET, RESULTS_BUCKET, REVIEW_QUEUE_URL, VERDICTS_QUEUE_URL,
   * TRIAGE_FAILURES_URL, TRIAGE_GIVEN_UP_URL, RETRY_SECONDS (the shortest pause before an event is
   * triaged again; 1 to 600; 120), MODE (observe or delete; observe), AUDIT_RATE (0 to 1; 0.02),
   * PREVIEWS (on or off; on), MAX_BYTES, MAX_PIXELS and CONDITIONAL_DELETE (by-s3 or by-comparing;
   * by-s3), and those of {@link RunawayGuard}.
   *
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static TriageWiring of(Settings settings, S3Client s3, SqsClient sqs, Model model) {
    String resultsBucket = settings.required("RESULTS_BUCKET");
    Limits limits =
        new Limits(
            settings.whole("MAX_BYTES", Limits.DEFAULT.bytes(), 1, 1L << 30),
            settings.whole("MAX_PIXELS", Limits.DEFAULT.pixels(), 1, 1_000_000_000L),
            Limits.DEFAULT.time());
    Telemetry telemetry = new Telemetry("triage");
    TriageLog log = new TriageLog(telemetry);
    InstantSource clock = InstantSource.system();
    PhotosBucket photos = PhotosBucket.of(settings, s3);
    ResultsBucket results = new ResultsBucket(s3, resultsBucket);
    RunawayGuard guard =
        RunawayGuard.of(settings, new GuardObject(s3, resultsBucket, clock), telemetry, clock);
    DeletionGate gate =
        new DeletionGate(
            settings.required("PHOTOS_BUCKET"),
            settings.choice("MODE", Mode.OBSERVE),
            guard::stop,
            photos,
            results,
            Life.WITHOUT_GRACE,
            clock);
    Triage triage =
        new Triage(
            new RulesSource(s3, resultsBucket, clock),
            new CameraMemories(s3, resultsBucket, log, clock),
            model,
            limits,
            new PreviewMaker(
                settings.isOn("PREVIEWS", true), new Previews(s3, resultsBucket), limits, log),
            new Policy(gate, settings.number("AUDIT_RATE", 0.02, 0, 1)),
            guard,
            gate,
            photos,
            results,
            new Queue(sqs, settings.address("REVIEW_QUEUE_URL")),
            new Queue(sqs, settings.address("VERDICTS_QUEUE_URL")),
            log,
            clock);
    FailedEvents failedEvents =
        new FailedEvents(
            triage::triageEach,
            new Queue(sqs, settings.address("TRIAGE_FAILURES_URL")),
            new Queue(sqs, settings.address("TRIAGE_GIVEN_UP_URL")),
            Duration.ofSeconds(settings.whole("RETRY_SECONDS", 120, 1, 600)),
            log);
    return new TriageWiring(triage, new Backfill(triage, photos, log), failedEvents, log);
  }
}
