package io.boardsift.sift.memory;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people's answers left: the prints of the photos that they saw, by camera. Adding the same
 * remembered photos in any order, and any of them again, gives the same memory. Immutable.
 */
public final class Memory {
  public static final Memory EMPTY = new Memory(new TreeMap<>());

  /**
   * Distances to other cameras' prints are told up to this, in bits: beyond it nothing is alike.
   */
  public static final int FAR = 48;

  /** How many cameras are remembered; the one without an answer for the longest goes first. */
  static final int MOST_CAMERAS = 1000;

  private final SortedMap<String, CameraMemory> cameras;

  Memory(SortedMap<String, CameraMemory> cameras) {
    this.cameras = cameras;
  }

  SortedMap<String, CameraMemory> cameras() {
    return cameras;
  }

  /**
   * This memory and one photo, in the place of what was remembered of it.
   *
   * @return empty if that changes nothing
   */
  public Optional<Memory> with(RememberedPhoto remembered) {
    return camera(remembered.camera())
        .with(remembered)
        .flatMap(camera -> with(remembered.camera(), camera));
  }

  private Optional<Memory> with(String name, CameraMemory camera) {
    SortedMap<String, CameraMemory> changed = new TreeMap<>(cameras);
    changed.put(name, camera);
    if (changed.size() <= MOST_CAMERAS) {
      return Optional.of(new Memory(changed));
    }
    String longestSilent =
        changed.entrySet().stream()
            .min(Comparator.comparingLong(entry -> entry.getValue().latest()))
            .map(Map.Entry::getKey)
            .orElseThrow();
    changed.remove(longestSilent);
    return longestSilent.equals(name) ? Optional.empty() : Optional.of(new Memory(changed));
  }

  private CameraMemory camera(String camera) {
    return cameras.getOrDefault(Objects.requireNonNull(camera), CameraMemory.EMPTY);
  }

  /** How many photos of one kind are remembered from a camera. */
  public int count(Label kind, String camera) {
    return camera(camera).of(kind).size();
  }

  /** How many photos are remembered, whatever they show. */
  public int size() {
    int size = 0;
    for (CameraMemory camera : cameras.values()) {
      for (Label kind : Label.values()) {
        size += camera.of(kind).size();
      }
    }
    return size;
  }

  /**
   * The distance in bits of the nearest print of one kind, or {@link PerceptualHash#BITS} if there
   * is none.
   *
   * @param camera whose photos are compared with
   */
  public int nearest(Label kind, PerceptualHash print, String camera) {
    return camera(camera).of(kind).nearest(print);
  }

  /**
   * The same for the second, third and so on.
   *
   * @param rank 1 is the nearest
   */
  public int nearest(Label kind, PerceptualHash print, String camera, int rank) {
    return camera(camera).of(kind).nearest(print, rank);
  }

  /**
   * By how many levels the tile that changed most differs from a photo of one kind, or {@link
   * TilePrint#MOST} if there is none to compare with.
   *
   * @param camera whose photos are compared with
   * @param rank 1 is the photo with the least difference
   */
  public int leastDifference(Label kind, TilePrint tiles, String camera, int rank) {
    return camera(camera).of(kind).leastDifference(tiles, rank);
  }

  /** The distance of the nearest print of all cameras, up to {@link #FAR}. */
  public int nearestAnywhere(Label kind, PerceptualHash print) {
    int nearest = FAR;
    for (CameraMemory camera : cameras.values()) {
      nearest = camera.of(kind).nearestWithin(nearest, print);
    }
    return nearest;
  }
}
