package io.boardsift.local;

import io.boardsift.local.Accounting.Upload;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.Photo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Sends photos through a deployment as cameras do, and accounts for each one afterwards.
 *
 * @param results where each photo ended, in the order submitted
 * @param elapsed from the first upload until the last photo was where it belongs
 */
public record RunResult(List<Result> results, Duration elapsed) {
  /** Two cameras, so that uploads and the functions share the cores fairly. */
  private static final int CAMERAS = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * Runs the day.
   *
   * @param uploaded called after each upload, by several threads
   */
  public static RunResult run(
      LocalDeployment deployment, List<Submission> submissions, Runnable uploaded) {
    long start = System.nanoTime();
    List<Upload> uploads = upload(deployment.s3(), submissions, uploaded);
    deployment.awaitIdle(PATIENCE);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    List<Result> results =
        new Accounting(deployment.s3(), deployment.sqs())
            .account(uploads, List.of(deployment.tasksQueue(), deployment.reviewQueue()));
    return new RunResult(results, elapsed);
  }

  /** Uploads photos as cameras do. */
  public static List<Upload> upload(S3Client s3, List<Submission> submissions, Runnable uploaded) {
    List<Upload> uploads = new ArrayList<>();
    try (ExecutorService cameras = Executors.newFixedThreadPool(CAMERAS)) {
      List<Future<Upload>> pending = new ArrayList<>();
      for (Submission submission : submissions) {
        pending.add(
            cameras.submit(
                () -> {
                  Upload upload = upload(s3, submission);
                  uploaded.run();
                  return upload;
                }));
      }
      for (Future<Upload> upload : pending) {
        uploads.add(upload.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while uploading", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an upload failed: " + e.getCause().getMessage(), e);
    }
    return uploads;
  }

  private static Upload upload(S3Client s3, Submission submission) {
    byte[] bytes = submission.content().bytes();
    PutObjectResponse response =
        s3.putObject(
            put -> put.bucket(LocalDeployment.PHOTOS).key(submission.key()),
            RequestBody.fromBytes(bytes));
    return new Upload(
        submission,
        new Photo(
            LocalDeployment.PHOTOS,
            submission.key(),
            response.versionId(),
            response.eTag(),
            bytes.length));
  }

  /** Photos over seconds. */
  public double photosPerSecond() {
    return results.size() / Math.max(1e-3, elapsed.toNanos() / 1e9);
  }

  /** How many ended in one place. */
  public long count(Whereabouts whereabouts) {
    return results.stream().filter(r -> r.whereabouts() == whereabouts).count();
  }

  /** How many each rule deleted, the most first. */
  public Map<String, Long> deletedByRule() {
    return mostFirst(
        results.stream()
            .filter(r -> r.whereabouts() == Whereabouts.DELETED)
            .flatMap(r -> r.decision().stream())
            .collect(
                Collectors.groupingBy(
                    d -> d.rule().orElse(d.by().word()), TreeMap::new, Collectors.counting())));
  }

  /** Counts in the order of their size. */
  public static Map<String, Long> mostFirst(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }
}
