package io.boardsift.triage;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets large photos wait for each other where one process looks at several at once, so that their
 * bytes never fill its memory. On Lambda there is one at a time, and none waits. Safe for use by
 * several threads.
 */
final class BigPhotos {
  private static final int UNIT = 1 << 20;

  /** Smaller ones pass, in bytes: an ordinary photo. */
  private static final long SMALL = 8L * UNIT;

  /** The share of the heap that large photos may take together. */
  private static final int SHARE = 3;

  private final int units;
  private final Semaphore room;

  BigPhotos(long heap) {
    this.units = Math.toIntExact(Math.max(1, Math.min(Integer.MAX_VALUE, heap / SHARE / UNIT)));
    this.room = new Semaphore(units);
  }

  /**
   * Looks at a photo once there is room for it.
   *
   * @param size in bytes; more than there is room for means all of it
   */
  <T> T inTurn(long size, Supplier<T> look) {
    if (size <= SMALL) {
      return look.get();
    }
    int wanted = (int) Math.min(units, Math.ceilDiv(size, UNIT));
    room.acquireUninterruptibly(wanted);
    try {
      return look.get();
    } finally {
      room.release(wanted);
    }
  }
}
