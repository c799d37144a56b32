package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people said of one camera's photos: of each photo one impression, in the list of its kind.
 * Immutable.
 */
record CameraMemory(Map<Label, RememberedPhotos> byKind) {
  static final CameraMemory EMPTY = new CameraMemory(Map.of());

  CameraMemory {
    Map<Label, RememberedPhotos> all = new EnumMap<>(Label.class);
    for (Label kind : Label.values()) {
      all.put(kind, byKind.getOrDefault(kind, RememberedPhotos.NONE));
    }
    byKind = all;
  }

  RememberedPhotos of(Label kind) {
    return byKind.get(kind);
  }

  /**
   * With an impression in the place of an earlier one of its photo; empty if that changes nothing.
   */
  Optional<CameraMemory> with(RememberedPhoto impression) {
    Map<Label, RememberedPhotos> changed = new EnumMap<>(byKind);
    boolean isKnown = false;
    for (Label kind : Label.values()) {
      RememberedPhotos known = of(kind);
      int index = known.find(impression.photo());
      if (index >= 0) {
        if (!isNews(impression, kind, known.at()[index])) {
          return Optional.empty();
        }
        changed.put(kind, known.without(index));
        isKnown = true;
      }
    }
    RememberedPhotos grown = changed.get(impression.kind()).with(impression);
    // An answer earlier than all that there is room for is not kept.
    boolean isKept = grown.find(impression.photo()) >= 0;
    changed.put(impression.kind(), grown);
    return !isKept && !isKnown ? Optional.empty() : Optional.of(new CameraMemory(changed));
  }

  private static boolean isNews(RememberedPhoto impression, Label kind, long knownAt) {
    long at = impression.at().toEpochMilli();
    return at > knownAt || (at == knownAt && impression.kind() != kind);
  }

  /** When the latest answer was given, in milliseconds since 1970. */
  long latest() {
    return Arrays.stream(Label.values())
        .map(this::of)
        .filter(known -> known.size() > 0)
        .mapToLong(known -> known.at()[known.size() - 1])
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
