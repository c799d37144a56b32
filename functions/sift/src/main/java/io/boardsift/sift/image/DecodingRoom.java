package io.boardsift.sift.image;

import java.util.concurrent.TimeUnit;

/** Places to decode at and the memory that goes with them. Safe for use by several threads. */
final class DecodingRoom {
  private final int places;
  private final long memory;
  private int placesTaken;
  private long memoryTaken;
  private int placesGivenUp;
  private long memoryGivenUp;

  DecodingRoom(int places, long memory) {
    this.places = places;
    this.memory = memory;
  }

  /**
   * Takes a place.
   *
   * @param wanted memory in bytes; more than there is means all of it
   * @throws UndecodableException if none comes free in time, or none can while decodings that were
   *     given up go on
   */
  Place take(long wanted, long millis) throws UndecodableException, InterruptedException {
    long bytes = Math.min(wanted, memory);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (this) {
      while (placesTaken == places || memoryTaken + bytes > memory) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (placesGivenUp == places || memoryGivenUp + bytes > memory) {
          throw new UndecodableException("the decoders are busy with photos that do not end");
        }
        if (left <= 0) {
          throw new UndecodableException(
              "the decoders were busy with other photos for " + millis + " ms");
        }
        wait(left);
      }
      placesTaken++;
      memoryTaken += bytes;
    }
    return new Place(bytes);
  }

  /** A place taken, until it is closed. */
  final class Place implements AutoCloseable {
    private final long bytes;
    private boolean isClosed;
    private boolean isGivenUp;

    private Place(long bytes) {
      this.bytes = bytes;
    }

    /** Says that nobody waits for what is decoded here. */
    void giveUp() {
      synchronized (DecodingRoom.this) {
        if (!isClosed && !isGivenUp) {
          isGivenUp = true;
          placesGivenUp++;
          memoryGivenUp += bytes;
          DecodingRoom.this.notifyAll();
        }
      }
    }

    @Override
    public void close() {
      synchronized (DecodingRoom.this) {
        if (isClosed) {
          return;
        }
        isClosed = true;
        placesTaken--;
        memoryTaken -= bytes;
        if (isGivenUp) {
          placesGivenUp--;
          memoryGivenUp -= bytes;
        }
        DecodingRoom.this.notifyAll();
      }
    }
  }
}
