package io.boardsift.sift.image;

/**
 * What an alpha channel says. Programs that know nothing of transparency write zeros into it; then
 * the colours are the photo.
 */
final class Alpha {
  /** Where less of a picture can be seen, nobody meant it so. */
  private static final double LEAST_VISIBLE = 0.01;

  private Alpha() {}

  /**
   * Whether it hides so much that it cannot be meant.
   *
   * @param visible its mean, 0 (hides all) to 1 (hides nothing)
   */
  static boolean hidesAll(double visible) {
    return visible < LEAST_VISIBLE;
  }
}
