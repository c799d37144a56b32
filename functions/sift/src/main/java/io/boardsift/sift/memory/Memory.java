package io.boardsift.sift.memory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What people's answers left of one camera's photos: each photo's print once, in the list of its
 * kind. Adding the same remembered photos in any order, and any of them again, gives the same
 * memory. Immutable.
 */
public final class Memory {
  private final String camera;
  private final Map<Label, RememberedPhotos> byKind;

  /**
   * A memory as it was kept.
   *
   * @param byKind a kind that is missing has no photos
   */
  Memory(String camera, Map<Label, RememberedPhotos> byKind) {
    this.camera = Objects.requireNonNull(camera);
    this.byKind = new EnumMap<>(Label.class);
    for (Label kind : Label.values()) {
      this.byKind.put(kind, byKind.getOrDefault(kind, RememberedPhotos.NONE));
    }
  }

  /** The memory of a camera on whose photos nobody has answered. */
  public static Memory empty(String camera) {
    return new Memory(camera, Map.of());
  }

  /** Whose photos these are, see {@link RememberedPhoto#camera(String)}. */
  public String camera() {
    return camera;
  }

  RememberedPhotos of(Label kind) {
    return byKind.get(kind);
  }

  /**
   * This memory and one photo, in the place of what was remembered of it. Only with what people
   * threw away are photos compared tile by tile, so of no other tiles are kept.
   *
   * @return this one if that changes nothing
   * @throws IllegalArgumentException if the photo is another camera's
   */
  public Memory with(RememberedPhoto answered) {
    if (!answered.camera().equals(camera)) {
      throw new IllegalArgumentException(
          "a photo of \"%s\" for the memory of \"%s\"".formatted(answered.camera(), camera));
    }
    RememberedPhoto remembered =
        answered.kind() == Label.NOT_A_BOARD ? answered : answered.withoutTiles();
    Map<Label, RememberedPhotos> changed = new EnumMap<>(byKind);
    boolean isKnown = false;
    for (Label kind : Label.values()) {
      RememberedPhotos known = of(kind);
      int index = known.find(remembered.photo());
      if (index >= 0) {
        if (!isNews(remembered, kind, known.at()[index])) {
          return this;
        }
        changed.put(kind, known.without(index));
        isKnown = true;
      }
    }
    RememberedPhotos grown = changed.get(remembered.kind()).with(remembered);
    // An answer earlier than all that there is room for is not kept.
    boolean isKept = grown.find(remembered.photo()) >= 0;
    changed.put(remembered.kind(), grown);
    return !isKept && !isKnown ? this : new Memory(camera, changed);
  }

  private static boolean isNews(RememberedPhoto remembered, Label kind, long knownAt) {
    long at = remembered.at().toEpochMilli();
    return at > knownAt || (at == knownAt && isOver(remembered.kind(), kind));
  }

  /** Of two answers at one moment, in whatever order: one that deletes nothing, a board first. */
  private static boolean isOver(Label one, Label other) {
    return rank(one) < rank(other);
  }

  private static int rank(Label label) {
    return switch (label) {
      case BOARD -> 0;
      case NEITHER -> 1;
      case NOT_A_BOARD -> 2;
    };
  }

  /** Every remembered photo: added to an empty memory they make this one. */
  public List<RememberedPhoto> photos() {
    return Stream.of(Label.values())
        .flatMap(
            kind ->
                IntStream.range(0, of(kind).size())
                    .mapToObj(index -> of(kind).photo(index, camera, kind)))
        .toList();
  }

  /** How many photos of one kind are remembered. */
  public int count(Label kind) {
    return of(kind).size();
  }

  /** How many photos are remembered, whatever they show. */
  public int size() {
    return byKind.values().stream().mapToInt(RememberedPhotos::size).sum();
  }

  /**
   * The distance in bits of the nearest print of one kind, or {@link PerceptualHash#BITS} if there
   * is none.
   */
  public int nearest(Label kind, PerceptualHash print) {
    return of(kind).nearest(print);
  }

  /**
   * The same for the second, third and so on.
   *
   * @param rank 1 is the nearest
   */
  public int nearest(Label kind, PerceptualHash print, int rank) {
    return of(kind).nearest(print, rank);
  }

  /**
   * By how many levels the tile that changed most differs from a photo of one kind, or {@link
   * TilePrint#MOST} if there is none to compare with.
   *
   * @param rank 1 is the photo with the least difference
   */
  public int leastDifference(Label kind, TilePrint tiles, int rank) {
    return of(kind).leastDifference(tiles, rank);
  }
}
