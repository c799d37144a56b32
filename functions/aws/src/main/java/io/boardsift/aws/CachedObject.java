package io.boardsift.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an object in a bucket says, looked at again once in a while: a changed object is noticed
 * within {@link #FRESH}, an unchanged one is not sent again. Safe for use by several threads.
 *
 * @param <T> what is made of the object's content
 */
public final class CachedObject<T> {
  /** For how long the content is used without looking whether it changed. */
  public static final Duration FRESH = Duration.ofSeconds(30);

  private final ConditionalObject object;
  private final Reading<T> reading;
  private final InstantSource clock;
  private final Duration usable;

  private T content;
  private String eTag = "";
  private Instant looked = Instant.MIN;
  private Instant seen = Instant.MIN;

  /** What to make of what is found. */
  public interface Reading<T> {
    /** Of the object's bytes, which may be anything. */
    T read(byte[] bytes);

    /** Where there is no such object. */
    T absent();

    /**
     * Where nothing could be found out so far, or not for too long; what was found earlier stays
     * until then.
     *
     * @throws SdkException if there is nothing to be said then; the next asking looks again
     */
    T unreachable(SdkException why);
  }

  /** What was found once is used as long as nothing else can be found out. */
  public CachedObject(ConditionalObject object, Reading<T> reading, InstantSource clock) {
    this(object, reading, clock, ChronoUnit.FOREVER.getDuration());
  }

  /**
   * One whose content gets old.
   *
   * @param usable for how long what was found is used while nothing can be found out
   */
  public CachedObject(
      ConditionalObject object, Reading<T> reading, InstantSource clock, Duration usable) {
    this.object = Objects.requireNonNull(object);
    this.reading = Objects.requireNonNull(reading);
    this.clock = Objects.requireNonNull(clock);
    this.usable = Objects.requireNonNull(usable);
  }

  /**
   * What the object says now, or said up to half a minute ago.
   *
   * @throws SdkException if {@link Reading#unreachable} does
   */
  public synchronized T current() {
    Instant now = clock.instant();
    if (content == null || now.isAfter(looked.plus(FRESH))) {
      look(now);
      looked = now;
    }
    return content;
  }

  /** Looks again at the next asking, for example because the object was just written. */
  public synchronized void forget() {
    looked = Instant.MIN;
  }

  private void look(Instant now) {
    try {
      switch (object.look(eTag)) {
        case ConditionalObject.State state -> {
          content = reading.read(state.bytes());
          eTag = state.eTag();
        }
        case ConditionalObject.Unchanged _ -> {}
        case ConditionalObject.Absent _ -> {
          content = reading.absent();
          eTag = "";
        }
      }
      seen = now;
    } catch (SdkException e) {
      if (content == null || Duration.between(seen, now).compareTo(usable) > 0) {
        content = reading.unreachable(e);
        eTag = ""; // what is there has to be read then, changed or not
      }
    }
  }
}
