package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Some of a list of photos, by their places in it. Immutable. */
final class PhotoSet {
  private final BitSet places;

  private PhotoSet(BitSet places) {
    this.places = places;
  }

  /** Those that something holds of. */
  static PhotoSet of(List<Evidence> photos, Predicate<Evidence> holds) {
    BitSet places = new BitSet(photos.size());
    for (int i = 0; i < photos.size(); i++) {
      places.set(i, holds.test(photos.get(i)));
    }
    return new PhotoSet(places);
  }

  static PhotoSet all(int photos) {
    return range(0, photos);
  }

  /** Those from one place on, up to another that is not among them. */
  static PhotoSet range(int from, int to) {
    BitSet places = new BitSet(to);
    places.set(from, to);
    return new PhotoSet(places);
  }

  PhotoSet and(PhotoSet other) {
    return changed(copy -> copy.and(other.places));
  }

  PhotoSet andNot(PhotoSet other) {
    return changed(copy -> copy.andNot(other.places));
  }

  private PhotoSet changed(Consumer<BitSet> change) {
    BitSet copy = (BitSet) places.clone();
    change.accept(copy);
    return new PhotoSet(copy);
  }

  int count() {
    return places.cardinality();
  }
}
