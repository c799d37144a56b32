package io.boardsift.soak;

import java.util.function.Consumer;

/** Brings events as S3 promises to: at least once, at some time, in no order. */
final class EventDelivery implements AutoCloseable {
  private static final double LATE = 0.25;
  private static final double TWICE = 0.12;

  /** Of those that come twice, how many come when all may be over. */
  private static final double MUCH_LATER = 0.3;

  private static final int LATE_MILLIS = 3_000;
  private static final int MUCH_LATER_MILLIS = 12_000;

  private final Weather weather;
  private final FaultCounts counts;
  private final Dice dice;
  private final Later later = new Later("late-events");

  EventDelivery(Weather weather, FaultCounts counts, Dice dice) {
    this.weather = weather;
    this.counts = counts;
    this.dice = dice;
  }

  void deliver(String event, Consumer<String> triage) {
    if (weather.isCalm()) {
      triage.accept(event);
      return;
    }
    if (dice.chance(TWICE)) {
      counts.count("event-twice");
      int within = dice.chance(MUCH_LATER) ? MUCH_LATER_MILLIS : LATE_MILLIS;
      later.in(dice.below(within), () -> triage.accept(event));
    }
    if (dice.chance(LATE)) {
      counts.count("event-late");
      later.in(dice.below(LATE_MILLIS), () -> triage.accept(event));
    } else {
      triage.accept(event);
    }
  }

  boolean isPending() {
    return later.isPending();
  }

  @Override
  public void close() {
    later.close();
  }
}
