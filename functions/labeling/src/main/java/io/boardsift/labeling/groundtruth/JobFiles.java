package io.boardsift.labeling.groundtruth;

import io.boardsift.aws.ConditionalObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.S3Client;

/** What a job reads from the results bucket when it starts: its answers, and the workers' page. */
final class JobFiles {
  private static final String CATEGORIES = "label-categories.json";
  private static final String PAGE = "worker-page.liquid.html";

  private final S3Client s3;
  private final String bucket;

  JobFiles(S3Client s3, String resultsBucket) {
    this.s3 = s3;
    this.bucket = resultsBucket;
  }

  /** Where the answers are. */
  String categories() {
    return object(CATEGORIES).address();
  }

  /** Where the page is. */
  String page() {
    return object(PAGE).address();
  }

  /** Where the job writes to. */
  String output() {
    return "s3://" + bucket + "/labeling/output";
  }

  /** Writes the files unless they are there as this version of Boardsift has them. */
  void upload() {
    upload(CATEGORIES, "application/json");
    upload(PAGE, "text/html; charset=utf-8");
  }

  private void upload(String name, String contentType) {
    // Whoever is first writes the same.
    object(name).keep(shipped(name), contentType);
  }

  private ConditionalObject object(String name) {
    return new ConditionalObject(s3, bucket, "labeling/" + name);
  }

  private static String shipped(String name) {
    try (InputStream file = JobFiles.class.getResourceAsStream("/labeling/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
