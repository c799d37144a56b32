package io.boardsift.sift.guard;

import io.boardsift.sift.memory.RememberedPhoto;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the guard knows: the latest photos of each camera and of all, what is stopped, and what may
 * not be stopped for a while. Immutable.
 */
public final class GuardState {
  /** The prefix that stands for all photos; no camera's, as those are empty or end with a slash. */
  public static final String ALL = "*";

  public static final GuardState EMPTY = new GuardState(Map.of(), Map.of(), Map.of());

  /** Cameras whose counts are kept; those that sent nothing for longest are forgotten. */
  static final int MOST_CAMERAS = 1000;

  private static final int ALL_PHOTOS = 10;

  private final Map<String, Window> windows;
  private final Map<String, Stop> stops;
  private final Map<String, Instant> exempt;

  GuardState(Map<String, Window> windows, Map<String, Stop> stops, Map<String, Instant> exempt) {
    this.windows = Collections.unmodifiableMap(new LinkedHashMap<>(windows));
    this.stops = Collections.unmodifiableMap(new LinkedHashMap<>(stops));
    this.exempt = Collections.unmodifiableMap(new LinkedHashMap<>(exempt));
  }

  Map<String, Window> windows() {
    return windows;
  }

  Map<String, Instant> exempt() {
    return exempt;
  }

  /** All that is stopped. */
  public Collection<Stop> stops() {
    return stops.values();
  }

  /** Why photos of this key may not be deleted by rules, if so. */
  public Optional<Stop> stop(String key) {
    Stop all = stops.get(ALL);
    return Optional.ofNullable(all != null ? all : stops.get(RememberedPhoto.camera(key)));
  }

  /**
   * This state with more photos counted, and stopped what leaves what is usual.
   *
   * @param now stops begin, and exemptions end
   */
  public GuardState plus(Tally tally, RunawayThreshold threshold, Instant now) {
    Map<String, Window> more = new LinkedHashMap<>(windows);
    Map<String, Stop> stopped = new LinkedHashMap<>(stops);
    tally
        .counts()
        .forEach(
            (prefix, counts) -> {
              Window window =
                  windows.getOrDefault(prefix, Window.EMPTY).plus(counts, turn(prefix, threshold));
              more.remove(prefix); // so that the latest come last
              more.put(prefix, window);
              boolean isExempt = isExempt(prefix, now) || isExempt(ALL, now);
              if (!isExempt && threshold.isExceededBy(window)) {
                stopped.computeIfAbsent(
                    prefix,
                    p -> new Stop(p, now, window.photos(), window.deleted(), window.mostBy()));
              }
            });
    List<String> oldest =
        more.keySet().stream()
            .filter(prefix -> !prefix.equals(ALL))
            .limit(Math.max(0, more.size() - 1 - MOST_CAMERAS))
            .toList();
    oldest.forEach(more::remove);
    return new GuardState(more, stopped, exempt);
  }

  private boolean isExempt(String prefix, Instant now) {
    return now.isBefore(exempt.getOrDefault(prefix, Instant.MIN));
  }

  /** Of all photos more are looked at, so that one camera's burst does not stop the others. */
  private static int turn(String prefix, RunawayThreshold threshold) {
    return prefix.equals(ALL) ? ALL_PHOTOS * threshold.photos() : threshold.photos();
  }

  /**
   * This state with some stops lifted and their counts begun again.
   *
   * @param prefixes whose
   * @param exemptUntil until when they are not stopped again, if not at once
   */
  public GuardState lifted(Collection<String> prefixes, Optional<Instant> exemptUntil) {
    Map<String, Window> rest = new LinkedHashMap<>(windows);
    Map<String, Stop> stopped = new LinkedHashMap<>(stops);
    Map<String, Instant> exempted = new LinkedHashMap<>(exempt);
    for (String prefix : prefixes) {
      rest.remove(prefix);
      stopped.remove(prefix);
      exempted.remove(prefix);
      exemptUntil.ifPresent(until -> exempted.put(prefix, until));
    }
    return new GuardState(rest, stopped, exempted);
  }
}
