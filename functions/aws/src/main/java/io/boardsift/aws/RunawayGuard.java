package io.boardsift.aws;

import static io.boardsift.aws.LogEntry.entry;

import io.boardsift.sift.Photo;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.guard.Stop;
import io.boardsift.sift.guard.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stops the deletions that rules call for once their share leaves what is usual, of one camera's
 * photos or of all. Functions that run at once count together, in an object that each of them reads
 * twice a minute and adds to after some photos; so a function that starts knows what is stopped. As
 * long as a function could not find out what is stopped, it deletes nothing. Safe for use by
 * several threads.
 */
public final class RunawayGuard {
  private static final Logger LOG = LoggerFactory.getLogger(RunawayGuard.class);

  /** Counts are added to the object after so many photos, or so many deletions among them. */
  private static final int PHOTOS = 10;

  private static final int DELETIONS = 5;

  /** A deletion is counted after so long at the latest, if a photo comes then. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long counts rest after others came before. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final GuardObject object;
  private final RunawayThreshold threshold;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private Tally tally = new Tally();
  private Instant notBefore = Instant.MIN;
  private Instant written = Instant.MIN;

  /**
   * Builds it.
   *
   * @param threshold what is no longer usual
   */
  public RunawayGuard(
      GuardObject object, RunawayThreshold threshold, Telemetry telemetry, InstantSource clock) {
    this.object = Objects.requireNonNull(object);
    this.threshold = Objects.requireNonNull(threshold);
    this.telemetry = Objects.requireNonNull(telemetry);
    this.clock = Objects.requireNonNull(clock);
  }

  /** Built from the settings RUNAWAY_SHARE (0 to 1; 0.6) and RUNAWAY_PHOTOS (1 to 10,000; 50). */
  public static RunawayGuard of(
      Settings settings, GuardObject object, Telemetry telemetry, InstantSource clock) {
    RunawayThreshold threshold =
        new RunawayThreshold(
            settings.number("RUNAWAY_SHARE", RunawayThreshold.DEFAULT.share(), 0, 1),
            Math.toIntExact(
                settings.whole("RUNAWAY_PHOTOS", RunawayThreshold.DEFAULT.photos(), 1, 10_000)));
    return new RunawayGuard(object, threshold, telemetry, clock);
  }

  /**
   * Why rules may not delete a photo now, in one line; empty if they may.
   *
   * @throws SdkException if that is not known here yet, and cannot be read now
   */
  public synchronized Optional<String> stop(Photo photo) {
    Optional<String> reason = threshold.isOff() ? Optional.empty() : reason(photo);
    // As long as it is counted, its alarm stands.
    reason.ifPresent(why -> telemetry.count(Map.of("DeletionsStopped", 1.0)));
    return reason;
  }

  private Optional<String> reason(Photo photo) {
    return switch (object.current()) {
      case GuardObject.Known(GuardState state) -> {
        Instant now = clock.instant();
        Optional<Stop> stop = state.plus(tally, threshold, now).stop(photo.key());
        if (stop.isPresent() && state.stop(photo.key()).isEmpty() && !now.isBefore(notBefore)) {
          add(); // so that the others stop, too
        }
        yield stop.map(Stop::message);
      }
      case GuardObject.Damaged(String reason) -> Optional.of(reason);
    };
  }

  /**
   * Counts a photo that was just decided on.
   *
   * @param deletedBy the rule that calls for its deletion; empty if none does, or if people look
   */
  public synchronized void count(Photo photo, Optional<String> deletedBy) {
    if (threshold.isOff()) {
      return;
    }
    deletedBy.ifPresentOrElse(
        rule -> tally.deleted(photo.key(), rule), () -> tally.kept(photo.key()));
    Instant now = clock.instant();
    // A function may end at any time: what it deletes now and then is written at once.
    boolean isDue = tally.deleted() > 0 && now.isAfter(written.plus(LONGEST));
    boolean isEnough = tally.photos() >= PHOTOS || tally.deleted() >= DELETIONS;
    if ((isDue || isEnough) && !now.isBefore(notBefore)) {
      add();
    }
  }

  private void add() {
    Instant now = clock.instant();
    try {
      Optional<GuardObject.Change> change = object.add(state -> state.plus(tally, threshold, now));
      if (change.isEmpty()) {
        notBefore = now.plus(REST);
        return;
      }
      tally = new Tally();
      written = now;
      tell(change.get());
    } catch (SdkException e) {
      // The counts are kept, so that this function stops by itself at least.
      notBefore = now.plus(REST);
      LOG.warn("the guard's counts cannot be written yet", e);
    }
  }

  private void tell(GuardObject.Change change) {
    List<Stop> before = List.copyOf(change.before().stops());
    for (Stop stop : change.after().stops()) {
      if (!before.contains(stop)) {
        LOG.error(stop.message(), entry("prefix", stop.prefix()), entry("rule", stop.rule()));
      }
    }
  }
}
