package io.boardsift.soak;

import io.boardsift.aws.Mode;
import java.util.List;
import java.util.TreeMap;

/**
 * What happens at which stage of a soak, as shares of the uploads done. Each step runs once,
 * whatever the number of photos.
 */
final class SoakSchedule {
  /** How long the results bucket takes no writes. */
  private static final int OUTAGE_MILLIS = 3_000;

  private final TreeMap<Double, Runnable> steps = new TreeMap<>();
  private final Later later;

  SoakSchedule(
      int photos,
      SoakContext turmoil,
      FaultyHost host,
      Forger forger,
      RecordDamage damage,
      Restorer restorer,
      Later later) {
    this.later = later;
    int some = Math.max(2, photos / 100);
    for (double at : List.of(0.2, 0.7)) {
      steps.put(at, () -> outage(turmoil));
    }
    for (double at : List.of(0.15, 0.5, 0.9)) {
      steps.put(at, forger::poison);
    }
    for (double at = 0.1; at < 1; at += 0.08) {
      steps.put(at, forger::forge);
    }
    for (double at : List.of(0.35, 0.6, 0.85)) {
      steps.put(at, () -> later.in(0, () -> restorer.restore(some)));
    }
    steps.put(0.44, () -> mode(host, turmoil, Mode.OBSERVE));
    steps.put(0.52, () -> mode(host, turmoil, Mode.DELETE));
    steps.put(0.75, () -> mode(host, turmoil, Mode.OBSERVE));
    steps.put(0.8, () -> mode(host, turmoil, Mode.DELETE));
    steps.put(0.65, () -> damage.damage(1 + photos / 500));
  }

  private void outage(SoakContext turmoil) {
    turmoil.counts().count("outage-of-records");
    turmoil.weather().refuseRecords(true);
    later.in(OUTAGE_MILLIS, () -> turmoil.weather().refuseRecords(false));
  }

  private static void mode(FaultyHost host, SoakContext turmoil, Mode mode) {
    turmoil.counts().count("mode-switched");
    host.mode(mode);
  }

  /** Does what is due. */
  void at(double share) {
    while (!steps.isEmpty() && steps.firstKey() <= share) {
      steps.pollFirstEntry().getValue().run();
    }
  }
}
