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
import io.boardsift.sift.evidence.Tier;
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
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** Primes triage with a photo's whole way: one that is made up and that no bucket holds. */
final class TriagePriming {
  private static final Logger LOG = LoggerFactory.getLogger(TriagePriming.class);

  private static final String KEY = "made-up.jpg";
  private static final int WIDTH = 512;
  private static final int HEIGHT = 384;
  private static final int SQUARE = 24;
  private static final int NOISE = 12;

  /**
   * How often it is decoded and measured. By then Java has compiled both as well as it can, which
   * is part of the snapshot.
   */
  private static final int TIMES = 60;

  private TriagePriming() {}

  static void prime(Settings settings, Model model) {
    String bucket = settings.required("RESULTS_BUCKET");
    URI queue = settings.address("REVIEW_QUEUE_URL");
    byte[] file = photo();
    Telemetry telemetry = new Telemetry("triage");
    InstantSource clock = InstantSource.system();
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    measureOften(file, decoder);
    Decision decision;
    // Real answers from S3, over TLS and with this function's credentials.
    try (S3Client s3 = Clients.s3()) {
      Rulebook rules = new RulesSource(s3, bucket, clock).current();
      assert rules != null;
      decision =
          new Sieve(
                  RuleFile.shipped(),
                  decoder,
                  new CameraMemories(s3, bucket, new TriageLog(telemetry), clock),
                  model)
              .decide(PhotoSource.of(KEY, file));
    }
    Photo photo = new Photo(bucket, KEY, "none", "none", file.length);
    DecisionRecord record = DecisionRecord.of(photo, decision, Instant.now(), 0);
    Snapshot.s3(s3 -> new ResultsBucket(s3, bucket).recordUnlessRecorded(record));
    Snapshot.sqs(sqs -> new Queue(sqs, queue).send(new ReviewTask(photo).toJson()));
    LOG.debug("a preview would take {} bytes", preview(file, decoder).length);
    // None of a counter that there is: one of its own would be one metric more.
    telemetry.count(Map.of("Failed", 0.0));
  }

  /** Decodes and measures a photo until both are compiled. */
  static void measureOften(byte[] file, PhotoDecoder decoder) {
    for (int i = 0; i < TIMES; i++) {
      try {
        new Examination(PhotoSource.of(KEY, file), decoder).reach(Tier.PIXELS);
      } catch (UndecodableException e) {
        throw unreadable(e);
      }
    }
  }

  private static byte[] preview(byte[] file, PhotoDecoder decoder) {
    try {
      return PreviewMaker.PREVIEW.of(file, decoder);
    } catch (UndecodableException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(UndecodableException e) {
    return new IllegalStateException("a picture just written cannot be read", e);
  }

  /**
   * Squares of all colours, half of them turned, and noise: what is compiled for it is right for
   * photos, too. No plain rule deletes it, so that the memory and the model are asked.
   */
  static byte[] photo() {
    Random random = new Random(1);
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      boolean isTurned = x > WIDTH / 2;
      int across = (isTurned ? 2 * x + y : 2 * x) / (2 * SQUARE);
      int down = (isTurned ? 2 * y - x + WIDTH : 2 * y) / (2 * SQUARE);
      // As different from one square to the next as can be.
      int colour = (across * 31 + down * 57) * 0x9e3779;
      for (int shift = 0; shift < 24; shift += 8) {
        int noise = random.nextInt(2 * NOISE + 1) - NOISE;
        rgb[i] |= Math.clamp((colour >> shift & 255) + noise, 0, 255) << shift;
      }
    }
    return Examination.FOR_MODEL.of(new Raster(WIDTH, HEIGHT, rgb));
  }
}
