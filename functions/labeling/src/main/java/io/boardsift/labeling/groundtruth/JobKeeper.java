package io.boardsift.labeling.groundtruth;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import io.boardsift.labeling.groundtruth.JobClaim.Claim;
import io.boardsift.labeling.groundtruth.JobClaim.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.model.DescribeLabelingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.LabelingJobStatus;

/**
 * Keeps one Ground Truth job going. A streaming job ends by itself after ten days without a task,
 * and when it fails; it cannot be started again, so its successor has a name of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-streaming-stop-labeling-job.html">Stop
 *     a streaming labeling job</a>
 */
public final class JobKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /** What made a job fail at its start would fail the next one too; no need to try all the time. */
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  private final JobClaim current;
  private final SageMakerJobs jobs;
  private final JobRequest request;
  private final Telemetry telemetry;
  private final InstantSource clock;

  private JobKeeper(
      JobClaim current,
      SageMakerJobs jobs,
      JobRequest request,
      Telemetry telemetry,
      InstantSource clock) {
    this.current = current;
    this.jobs = jobs;
    this.request = request;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /**
   * Built from the settings JOB_NAME_PREFIX, JOB_INPUT_TOPIC_ARN, JOB_OUTPUT_TOPIC_ARN,
   * JOB_ROLE_ARN, WORKTEAM_ARN and AWS_REGION.
   *
   * @param available how long a task waits for somebody
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public static JobKeeper of(
      Settings settings,
      JobClients clients,
      S3Client s3,
      String resultsBucket,
      Duration available,
      Telemetry telemetry,
      InstantSource clock) {
    return new JobKeeper(
        new JobClaim(s3, resultsBucket),
        new SageMakerJobs(clients.sageMaker()),
        new JobRequest(JobSettings.of(settings, available), new JobFiles(s3, resultsBucket)),
        telemetry,
        clock);
  }

  /** Since when the job is the current one; what people were asked before, it does not know. */
  public Optional<Instant> jobSince() {
    return current.read().claim().map(Claim::at);
  }

  /** Looks after the job once. */
  public void keep() {
    Optional<DescribeLabelingJobResponse> job = Optional.empty();
    try {
      request.files().upload();
      Reading reading = current.read();
      Optional<Claim> claim = reading.claim();
      job = claim.flatMap(claimed -> jobs.find(claimed.name()));
      if (claim.isEmpty()) {
        makeNext(reading);
      } else if (job.isEmpty()) {
        // Claimed by a keeper that has not created it yet, or never will.
        create(claim.get().name());
      } else {
        lookAfter(reading, claim.get(), job.get());
      }
    } finally {
      boolean isOpen =
          job.map(DescribeLabelingJobResponse::labelingJobStatus)
              .filter(LabelingJobStatus.IN_PROGRESS::equals)
              .isPresent();
      telemetry.count(Map.of("LabelingJobInProgress", isOpen ? 1.0 : 0.0));
    }
  }

  private void lookAfter(Reading reading, Claim claim, DescribeLabelingJobResponse job) {
    switch (job.labelingJobStatus()) {
      case INITIALIZING, IN_PROGRESS -> {}
      case STOPPING, STOPPED, COMPLETED -> {
        LOG.warn("the labeling job has ended", entry("job", claim.name()));
        makeNext(reading);
      }
      case FAILED -> {
        LOG.error(
            "the labeling job has failed",
            entry("job", claim.name()),
            entry("reason", String.valueOf(job.failureReason())));
        if (claim.at().plus(AFTER_FAILURE).isBefore(clock.instant())) {
          makeNext(reading);
        }
      }
      case UNKNOWN_TO_SDK_VERSION ->
          LOG.warn("a status not known", entry("status", job.labelingJobStatusAsString()));
    }
  }

  private void makeNext(Reading before) {
    Instant now = clock.instant();
    String name = request.settings().namePrefix() + "-" + TIME.format(now.atOffset(ZoneOffset.UTC));
    if (current.claim(before, name, now)) {
      create(name);
    }
  }

  private void create(String name) {
    jobs.create(request.named(name));
    LOG.info("the labeling job is being created", entry("job", name));
  }
}
