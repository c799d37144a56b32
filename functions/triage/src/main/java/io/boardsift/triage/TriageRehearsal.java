package io.boardsift.triage;

import io.boardsift.aws.Clients;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
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
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** A photo's whole way before there is one: a checkerboard that no bucket holds. */
final class TriageRehearsal {
  private static final String KEY = "checkerboard.jpg";

  private TriageRehearsal() {}

  static void run(Settings settings) {
    String bucket = settings.required("RESULTS_BUCKET");
    URI queue = settings.address("REVIEW_QUEUE_URL");
    byte[] file = file();
    // A real answer from S3, over TLS and with this function's credentials.
    try (S3Client s3 = Clients.s3()) {
      Rulebook rules = new RulesObject(s3, bucket, InstantSource.system()).current();
      assert rules != null;
    }
    Decision decision =
        new Sieve(RuleFile.shipped(), new PhotoDecoder(Limits.DEFAULT))
            .decide(PhotoSource.of(KEY, file));
    Photo photo = new Photo(bucket, KEY, "none", "none", file.length);
    DecisionRecord record = DecisionRecord.of(photo, decision, Instant.now(), 0);
    Snapshot.s3(s3 -> new ResultsBucket(s3, bucket).recordUnlessRecorded(record));
    Snapshot.sqs(sqs -> new Queue(sqs, queue).send(new ReviewTask(photo).toJson()));
    new Telemetry("triage").count(Map.of("Rehearsed", 1.0));
  }

  private static byte[] file() {
    try (InputStream text = TriageRehearsal.class.getResourceAsStream(KEY + ".base64")) {
      return Base64.getMimeDecoder().decode(text.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
