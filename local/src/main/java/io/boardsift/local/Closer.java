package io.boardsift.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** Things that are closed together, the latest opened first, all of them even if one fails. */
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Adds one. */
  public <T extends AutoCloseable> T add(T one) {
    opened.push(one);
    return one;
  }

  /**
   * Closes them, once.
   *
   * @throws IllegalStateException if one could not be closed
   */
  @Override
  public void close() {
    IllegalStateException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        failure = failure == null ? new IllegalStateException("cannot stop cleanly", e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
