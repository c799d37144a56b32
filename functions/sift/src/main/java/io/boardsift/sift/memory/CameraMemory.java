package io.boardsift.sift.memory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What people said of one camera's photos: each photo once, in the list of its kind. Immutable. */
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
   * With a photo in the place of what was remembered of it; empty if that changes nothing. Only
   * with what people threw away are photos compared tile by tile, so of no other tiles are kept.
   */
  Optional<CameraMemory> with(RememberedPhoto answered) {
    RememberedPhoto remembered =
        answered.kind() == Label.NOT_A_BOARD ? answered : answered.withoutTiles();
    Map<Label, RememberedPhotos> changed = new EnumMap<>(byKind);
    boolean isKnown = false;
    for (Label kind : Label.values()) {
      RememberedPhotos known = of(kind);
      int index = known.find(remembered.photo());
      if (index >= 0) {
        if (!isNews(remembered, kind, known.at()[index])) {
          return Optional.empty();
        }
        changed.put(kind, known.without(index));
        isKnown = true;
      }
    }
    RememberedPhotos grown = changed.get(remembered.kind()).with(remembered);
    // An answer earlier than all that there is room for is not kept.
    boolean isKept = grown.find(remembered.photo()) >= 0;
    changed.put(remembered.kind(), grown);
    return !isKept && !isKnown ? Optional.empty() : Optional.of(new CameraMemory(changed));
  }

  private static boolean isNews(RememberedPhoto remembered, Label kind, long knownAt) {
    long at = remembered.at().toEpochMilli();
    return at > knownAt || (at == knownAt && remembered.kind() != kind);
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
