package io.boardsift.sift.life;

/** Where a photo's version stands in its bucket: what was put directly on it. */
public sealed interface Standing {
  /** Nothing was: its key shows it. */
  record Current() implements Standing {}

  /**
   * A delete marker was: a key that shows it, or showed it before something newer was uploaded, has
   * no photo.
   *
   * @param marker the marker's version
   */
  record Hidden(String marker) implements Standing {}

  /** A newer upload under the same key was. */
  record Superseded() implements Standing {}

  /** The version itself is no longer in the bucket. */
  record Gone() implements Standing {}
}
