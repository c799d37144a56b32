package io.boardsift.sift.life;

/**
 * Somebody who acts on the photo, one effect at a time. It can be cut off between any two, and then
 * begins again: as Lambda, SQS and operators do.
 */
abstract class Actor implements Cloneable {
  static final int DONE = -1;

  /** What comes next. */
  int place;

  /** Does one thing. */
  abstract void step(World world);

  /** Forgets everything but what it was sent for. */
  abstract void beginAgain();

  /** Whether it can begin yet. */
  boolean isReady(World world) {
    return true;
  }

  boolean isDone() {
    return place == DONE;
  }

  String key() {
    return getClass().getSimpleName() + place;
  }

  Actor copy() {
    try {
      return (Actor) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
