package io.boardsift.sift.guard;

import io.boardsift.sift.memory.RememberedPhoto;
import java.util.LinkedHashMap;
import java.util.Map;

/** Photos counted and not yet added to a {@link GuardState}. Not for use by several threads. */
public final class Tally {
  private final Map<String, Counts> counts = new LinkedHashMap<>();

  /** Counts a photo that is not deleted by a rule. */
  public void kept(String key) {
    add(key, Counts.kept());
  }

  /** Counts a photo that a rule deletes. */
  public void deleted(String key, String rule) {
    add(key, Counts.deletedBy(rule));
  }

  private void add(String key, Counts one) {
    counts.merge(RememberedPhoto.camera(key), one, Counts::plus);
    counts.merge(GuardState.ALL, one, Counts::plus);
  }

  public int photos() {
    return counts.getOrDefault(GuardState.ALL, Counts.NONE).photos();
  }

  public int deleted() {
    return counts.getOrDefault(GuardState.ALL, Counts.NONE).deleted();
  }

  /** By camera, and of all. */
  Map<String, Counts> counts() {
    return counts;
  }
}
