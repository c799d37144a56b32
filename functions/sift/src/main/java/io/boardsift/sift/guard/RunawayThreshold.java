package io.boardsift.sift.guard;

/**
 * From where on deletions are a runaway.
 *
 * @param share the share of photos that rules may delete, 0 to 1; with 1 nothing is ever stopped
 * @param photos of how many photos at least, from 1
 */
public record RunawayThreshold(double share, int photos) {
  /** More than 60 % of at least 50 photos. */
  public static final RunawayThreshold DEFAULT = new RunawayThreshold(0.6, 50);

  /** Nothing is ever stopped. */
  public static final RunawayThreshold OFF = new RunawayThreshold(1, 1);

  public RunawayThreshold {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    if (photos < 1) {
      throw new IllegalArgumentException("at least one photo is needed, not " + photos);
    }
  }

  /** Whether nothing is ever stopped. */
  public boolean isOff() {
    return share == 1;
  }

  boolean isExceededBy(Window window) {
    return !isOff() && window.photos() >= photos && window.deleted() > share * window.photos();
  }
}
