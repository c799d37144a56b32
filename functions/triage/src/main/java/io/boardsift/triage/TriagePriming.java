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
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.rules.RuleFile;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** Primes triage with a photo's whole way: a checkerboard that no bucket holds. */
final class TriagePriming {
  private static final Logger LOG = LoggerFactory.getLogger(TriagePriming.class);

  private static final String KEY = "checkerboard.jpg";
  private static final int WIDTH = 384;
  private static final int HEIGHT = 288;
  private static final int SQUARE = 32;

  private TriagePriming() {}

  static void prime(Settings settings, Model model) {
    String bucket = settings.required("RESULTS_BUCKET");
    URI queue = settings.address("REVIEW_QUEUE_URL");
    byte[] file = checkerboard();
    Telemetry telemetry = new Telemetry("triage");
    InstantSource clock = InstantSource.system();
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    Decision decision;
    // Real answers from S3, over TLS and with this function's credentials.
    try (S3Client s3 = Clients.s3()) {
      Rulebook rules = new RulesSource(s3, bucket, clock).current();
      assert rules != null;
      decision =
          new Sieve(
                  RuleFile.shipped(),
                  decoder,
                  new RememberedHashes(s3, bucket, new TriageLog(telemetry), clock),
                  model)
              .decide(PhotoSource.of(KEY, file));
    }
    Photo photo = new Photo(bucket, KEY, "none", "none", file.length);
    DecisionRecord record = DecisionRecord.of(photo, decision, Instant.now(), 0);
    Snapshot.s3(s3 -> new ResultsBucket(s3, bucket).recordUnlessRecorded(record));
    Snapshot.sqs(sqs -> new Queue(sqs, queue).send(new ReviewTask(photo).toJson()));
    LOG.debug("a preview would take {} bytes", preview(file, decoder).length);
    telemetry.count(Map.of("Primed", 1.0));
  }

  private static byte[] preview(byte[] file, PhotoDecoder decoder) {
    try {
      return PreviewMaker.PREVIEW.of(file, decoder);
    } catch (UndecodableException e) {
      throw new IllegalStateException("a picture just written cannot be read", e);
    }
  }

  /** No plain rule deletes it, so that the memory and the model are asked, too. */
  private static byte[] checkerboard() {
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      boolean isDark = (i % WIDTH / SQUARE + i / WIDTH / SQUARE) % 2 == 0;
      rgb[i] = isDark ? 0x206040 : 0xd0d0c0;
    }
    return Examination.FOR_MODEL.of(new Raster(WIDTH, HEIGHT, rgb));
  }
}
