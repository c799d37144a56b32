package io.boardsift.triage;

import io.boardsift.aws.Clients;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.PhotosBucket.ConditionalDelete;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.rules.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A photo's whole way before there is one: a checkerboard that no bucket holds. */
final class TriageRehearsal implements PhotoSource {
  private static final String KEY = "checkerboard.jpg";

  private final byte[] file = file();

  private TriageRehearsal() {}

  static void run(Settings settings) {
    new TriageRehearsal().runAll(settings);
  }

  private void runAll(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    Photo photo = new Photo(bucket, KEY, "none", "none", file.length);
    // A real answer from S3, over TLS and with this function's credentials.
    try (S3Client s3 = Clients.s3()) {
      Rulebook rules = new RulesObject(s3, bucket, InstantSource.system()).current();
      assert rules != null;
    }
    Decision decision =
        new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT)).decide(this);
    String record = DecisionRecord.of(photo, decision, Instant.now(), 0).json();
    Snapshot.s3(
        s3 -> s3.putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(record)));
    Snapshot.s3(s3 -> new PhotosBucket(s3, ConditionalDelete.BY_S3).delete(photo));
    URI queue = settings.address("REVIEW_QUEUE_URL");
    Snapshot.sqs(
        sqs ->
            sqs.sendMessage(
                send ->
                    send.queueUrl(queue.toString()).messageBody(new ReviewTask(photo).toJson())));
    new Telemetry("triage").count(Map.of("Rehearsed", 1.0));
  }

  private static byte[] file() {
    try (InputStream text = TriageRehearsal.class.getResourceAsStream(KEY + ".base64")) {
      return Base64.getMimeDecoder().decode(text.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public long size() {
    return file.length;
  }

  @Override
  public byte[] head(int length) {
    return Arrays.copyOf(file, Math.min(length, file.length));
  }

  @Override
  public byte[] bytes() {
    return file;
  }
}
