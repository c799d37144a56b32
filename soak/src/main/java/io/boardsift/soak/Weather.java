package io.boardsift.soak;

import java.util.EnumMap;
import java.util.Map;

/**
 * How bad the network is. Most of the time one request in fifteen has a fault; in a storm, which
 * lasts for one invocation, most have. For a while the results bucket takes no writes at all.
 */
final class Weather {
  private static final double STORM = 0.6;

  /** Shares of requests, in percent. */
  private static final Map<Fault, Double> SHARES =
      new EnumMap<>(
          Map.of(
              Fault.UNAVAILABLE, 1.0,
              Fault.THROTTLED, 0.3,
              Fault.ERROR_BEFORE, 1.0,
              Fault.ERROR_AFTER, 1.0,
              Fault.RESET_BEFORE, 1.0,
              Fault.RESET_AFTER, 1.0,
              Fault.RESET_MID_BODY, 0.7,
              Fault.SILENT_BEFORE, 0.03,
              Fault.SILENT_AFTER, 0.03,
              Fault.SLOW_BODY, 0.7));

  private static final Fault[] STORMY = {
    Fault.ERROR_BEFORE, Fault.ERROR_AFTER, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.UNAVAILABLE
  };

  private final FaultCounts counts;
  private volatile boolean isCalm;
  private volatile boolean refusesRecords;

  Weather(FaultCounts counts, boolean isCalm) {
    this.counts = counts;
    this.isCalm = isCalm;
  }

  void calmDown() {
    isCalm = true;
    refusesRecords = false;
  }

  boolean isCalm() {
    return isCalm;
  }

  void refuseRecords(boolean refuses) {
    refusesRecords = refuses && !isCalm;
  }

  /** What happens to a request. */
  Fault next(String firstLine, Dice dice, boolean isStorm) {
    Fault fault = isCalm ? Fault.NONE : draw(firstLine, dice, isStorm);
    if (fault != Fault.NONE) {
      counts.count(fault.word());
    }
    return fault;
  }

  private Fault draw(String firstLine, Dice dice, boolean isStorm) {
    boolean writesRecord =
        firstLine.startsWith("PUT /results/") || firstLine.startsWith("DELETE /results/");
    if (refusesRecords && writesRecord) {
      return Fault.WRITE_REFUSED;
    }
    if (isStorm && dice.chance(STORM)) {
      return STORMY[dice.below(STORMY.length)];
    }
    double drawn = dice.share() * 100;
    for (Map.Entry<Fault, Double> share : SHARES.entrySet()) {
      drawn -= share.getValue();
      if (drawn < 0) {
        return share.getKey();
      }
    }
    return Fault.NONE;
  }
}
