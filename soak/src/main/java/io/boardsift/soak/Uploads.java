package io.boardsift.soak;

import io.boardsift.local.LocalDeployment;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Uploads photos as cameras do, and as others do who have the same bucket: keys are used again
 * within milliseconds or after a while, delete markers are set, versions are removed for good.
 */
final class Uploads implements AutoCloseable {
  /** How far uploads may be ahead of triage, so that what happens meanwhile meets all stages. */
  private static final int AHEAD = 60;

  private static final int PAUSE_MILLIS = 5;
  private static final int PATIENCE_MILLIS = 60_000;

  private static final double OVERWRITES = 0.08;
  private static final double LATE_OVERWRITES = 0.04;
  private static final int LONG_AGO = 50;
  private static final double MARKERS = 0.03;
  private static final double REMOVALS = 0.02;
  private static final int LATE_MILLIS = 4_000;

  private final S3Client s3;
  private final SoakContext turmoil;
  private final FaultyHost host;
  private final Dice dice;
  private final Map<String, Integer> indexes = new ConcurrentHashMap<>();
  private final Later others = new Later("others");

  Uploads(LocalDeployment deployment, FaultyHost host, SoakContext turmoil) {
    this.s3 = deployment.s3();
    this.host = host;
    this.turmoil = turmoil;
    this.dice = turmoil.dice().of("uploads");
  }

  /** Uploads the photo of an index, under a key of its own or an earlier one's. */
  void upload(int index) throws InterruptedException {
    for (int i = 0; index - host.triaged() > AHEAD; i++) {
      if (i > PATIENCE_MILLIS / PAUSE_MILLIS) {
        throw new IllegalStateException("triage stands still");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    Dice own = dice.of("upload", index);
    int keyOf = keyOf(index, own);
    // A camera that tries again sends the same bytes.
    int bytesOf = keyOf == index - 1 && own.chance(0.3) ? keyOf : index;
    String key = key(keyOf);
    PutObjectResponse put =
        s3.putObject(
            request -> request.bucket(LocalDeployment.PHOTOS).key(key),
            RequestBody.fromBytes(turmoil.album().bytes(bytesOf)));
    indexes.put(put.versionId(), bytesOf);
    turmoil.ledger().uploaded(put.versionId(), key);
    if (!turmoil.weather().isCalm()) {
      meddle(keyOf == index, key, put.versionId(), own);
    }
  }

  private int keyOf(int index, Dice own) {
    if (turmoil.weather().isCalm() || index < LONG_AGO) {
      return index;
    }
    if (own.chance(OVERWRITES)) {
      turmoil.counts().count("overwritten-at-once");
      return index - 1;
    }
    if (own.chance(LATE_OVERWRITES)) {
      turmoil.counts().count("overwritten-late");
      return index - LONG_AGO;
    }
    return index;
  }

  private void meddle(boolean isOwnKey, String key, String versionId, Dice own) {
    if (own.chance(MARKERS)) {
      turmoil.counts().count("marked-by-others");
      others.in(own.below(LATE_MILLIS), () -> mark(key));
    } else if (isOwnKey && own.chance(REMOVALS)) {
      turmoil.counts().count("removed-by-others");
      others.in(own.below(LATE_MILLIS), () -> remove(key, versionId));
    }
  }

  private void mark(String key) {
    turmoil
        .ledger()
        .othersMarked(
            s3.deleteObject(delete -> delete.bucket(LocalDeployment.PHOTOS).key(key)).versionId());
  }

  private void remove(String key, String versionId) {
    turmoil.ledger().othersRemoved(versionId);
    s3.deleteObject(delete -> delete.bucket(LocalDeployment.PHOTOS).key(key).versionId(versionId));
  }

  private static String key(int index) {
    return String.format(Locale.ROOT, "camera-%d/%06d.jpg", index % 3 + 1, index);
  }

  /** Which of the album's photos a version has; a made-up version has the first. */
  int index(String versionId) {
    return indexes.getOrDefault(versionId, 0);
  }

  /** Whether others are still going to do something. */
  boolean isPending() {
    return others.isPending();
  }

  @Override
  public void close() {
    others.close();
  }
}
