package io.boardsift.triage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.sift.Photo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Photos that lay in the bucket before Boardsift came, as S3 Batch Operations hands them over. They
 * go the same way as uploads; Batch Operations is told what came of each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke
 *     a function by Batch Operations</a>
 */
final class Backfill {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern BUCKET_ARN = Pattern.compile("arn:[a-z-]+:s3:::([^:/]+)");

  private final Triage triage;
  private final PhotosBucket photos;
  private final TriageLog log;

  Backfill(Triage triage, PhotosBucket photos, TriageLog log) {
    this.triage = Objects.requireNonNull(triage);
    this.photos = Objects.requireNonNull(photos);
    this.log = Objects.requireNonNull(log);
  }

  static boolean isOne(JsonNode event) {
    return event.path("invocationId").isTextual() && event.path("tasks").isArray();
  }

  /** Triages the tasks' photos, and answers as Batch Operations wants it. */
  JsonNode run(JsonNode event) {
    ObjectNode answer = MAPPER.createObjectNode();
    answer.set("invocationSchemaVersion", event.path("invocationSchemaVersion"));
    answer.put("treatMissingKeysAs", "PermanentFailure");
    answer.set("invocationId", event.path("invocationId"));
    ArrayNode results = answer.putArray("results");
    for (JsonNode task : event.path("tasks")) {
      Result result = run(task, bucket(task));
      results
          .addObject()
          .put("taskId", task.path("taskId").asText(""))
          .put("resultCode", result.code())
          .put("resultString", result.reason());
    }
    return answer;
  }

  /** What Batch Operations is told: it tries a {@code TemporaryFailure} again. */
  private record Result(String code, String reason) {}

  private Result run(JsonNode task, String bucket) {
    String key;
    try {
      key = URLDecoder.decode(task.path("s3Key").asText(""), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Result("PermanentFailure", "the key is not form-encoded text");
    }
    if (bucket.isEmpty() || key.isEmpty()) {
      return new Result("PermanentFailure", "the task names no object");
    }
    try {
      Optional<Photo> photo = photos.find(bucket, key, task.path("s3VersionId").asText(""));
      photo.ifPresent(triage::triage);
      return new Result("Succeeded", photo.isPresent() ? "triaged" : "gone");
    } catch (RuntimeException | Error e) {
      log.failed("s3://" + bucket + "/" + key, e);
      return new Result("TemporaryFailure", "see the function's log");
    }
  }

  /** The first schema names the bucket by its ARN, the second by its name; empty if neither. */
  private static String bucket(JsonNode task) {
    String arn = task.path("s3BucketArn").asText("");
    if (arn.isEmpty()) {
      return task.path("s3Bucket").asText("");
    }
    Matcher matcher = BUCKET_ARN.matcher(arn);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
