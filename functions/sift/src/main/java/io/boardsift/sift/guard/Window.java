package io.boardsift.sift.guard;

import java.util.Map;

/**
 * The latest photos: those since the last turn, and those of the turn before. So it slides in two
 * steps and takes two counts, however many functions add to it.
 */
record Window(Counts before, Counts since) {
  static final Window EMPTY = new Window(Counts.NONE, Counts.NONE);

  /**
   * The window with more photos.
   *
   * @param turn after how many photos the older half is forgotten
   */
  Window plus(Counts more, int turn) {
    Counts sum = since.plus(more);
    return sum.photos() >= turn ? new Window(sum, Counts.NONE) : new Window(before, sum);
  }

  Counts all() {
    return before.plus(since);
  }

  int photos() {
    return before.photos() + since.photos();
  }

  int deleted() {
    return before.deleted() + since.deleted();
  }

  /** The rule that deleted most; the empty string if none did. */
  String mostBy() {
    return all().byRule().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
