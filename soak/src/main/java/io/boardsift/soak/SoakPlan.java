package io.boardsift.soak;

import java.nio.file.Path;

/**
 * What a soak does.
 *
 * @param photos how many versions are uploaded, 1 or more
 * @param isChaos whether anything goes wrong
 * @param seed tells one soak from another; what threads do at the same time is not in its hands
 * @param folder where the buckets lie, an empty one
 */
public record SoakPlan(int photos, boolean isChaos, long seed, Path folder) {
  public SoakPlan {
    if (photos < 1 || photos > 1_000_000) {
      throw new IllegalArgumentException("a soak has 1 to 1,000,000 photos, not " + photos);
    }
  }
}
