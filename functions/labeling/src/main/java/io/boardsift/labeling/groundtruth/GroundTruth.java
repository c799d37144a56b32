package io.boardsift.labeling.groundtruth;

import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.sift.records.ReviewTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.model.LabelingJobStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * A streaming labeling job of Amazon SageMaker Ground Truth. It listens to its topic only while it
 * is in progress; what is published at other times nobody ever sees, so then nothing is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-streaming-how-it-works-send-data.html">Send
 *     data to a streaming labeling job</a>
 */
public final class GroundTruth {
  /** How long a job that was in progress is believed to be so. */
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  private final JobClaim current;
  private final SageMakerJobs jobs;
  private final SnsClient sns;
  private final String topic;
  private final ResultsBucket results;
  private final InstantSource clock;
  private Instant believedUntil = Instant.MIN;

  private GroundTruth(
      JobClaim current,
      SageMakerJobs jobs,
      SnsClient sns,
      String topic,
      ResultsBucket results,
      InstantSource clock) {
    this.current = current;
    this.jobs = jobs;
    this.sns = sns;
    this.topic = topic;
    this.results = results;
    this.clock = clock;
  }

  /**
   * The job that is the current one whenever tasks come. Its topic is the setting
   * JOB_INPUT_TOPIC_ARN.
   *
   * @throws io.boardsift.aws.SettingException if that is wrong
   */
  public static GroundTruth of(
      Settings settings, JobClients clients, S3Client s3, String resultsBucket) {
    return new GroundTruth(
        new JobClaim(s3, resultsBucket),
        new SageMakerJobs(clients.sageMaker()),
        clients.sns(),
        JobSettings.arn(settings, "JOB_INPUT_TOPIC_ARN", "sns"),
        new ResultsBucket(s3, resultsBucket),
        InstantSource.system());
  }

  /**
   * Publishes tasks to the job.
   *
   * @param tasks up to ten
   * @return the places of those that the topic did not take
   * @throws IllegalStateException if no job is in progress
   */
  public Set<Integer> submit(List<ReviewTask> tasks) {
    requireJobInProgress();
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (ReviewTask task : tasks) {
      // The record's present state names the asking: a message that comes twice is one asking, and
      // a photo that people are asked about again is another.
      String asking = results.decisionAddress(task.photo());
      entries.add(
          PublishBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .message(task.toManifestLine(asking))
              .build());
    }
    return sns
        .publishBatch(publish -> publish.topicArn(topic).publishBatchRequestEntries(entries))
        .failed()
        .stream()
        .map(failure -> Integer.valueOf(failure.id()))
        .collect(Collectors.toSet());
  }

  private void requireJobInProgress() {
    Instant now = clock.instant();
    if (now.isBefore(believedUntil)) {
      return;
    }
    JobClaim.Claim claim =
        current
            .read()
            .claim()
            .orElseThrow(() -> new IllegalStateException("there is no labeling job yet"));
    Optional<LabelingJobStatus> status =
        jobs.find(claim.name()).map(job -> job.labelingJobStatus());
    if (!status.equals(Optional.of(LabelingJobStatus.IN_PROGRESS))) {
      throw new IllegalStateException(
          "labeling job "
              + claim.name()
              + " is "
              + status.map(LabelingJobStatus::toString).orElse("not there")
              + ", not InProgress");
    }
    believedUntil = now.plus(BELIEVED);
  }
}
