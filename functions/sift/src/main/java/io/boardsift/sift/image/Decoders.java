package io.boardsift.sift.image;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that decode, and the native memory that they may take, for the whole process. Native
 * code cannot be stopped: a decoding that nobody waits for any longer keeps its thread and memory
 * until it ends by itself, so there must not be more and more of them. Safe for use by several
 * threads.
 */
final class Decoders {
  /** Some for decodings that do not end, next to those that the processors can work on. */
  private static final int SPARE = 4;

  /** One picture at the limit and some of ordinary size, in bytes. */
  private static final long MEMORY = 1L << 30;

  private static final Decoders ALL =
      new Decoders(Runtime.getRuntime().availableProcessors() + SPARE, MEMORY);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("decoder-", 0).factory());
  private final DecodingRoom room;

  Decoders(int places, long memory) {
    this.room = new DecodingRoom(places, memory);
  }

  /** Those of this process. */
  static Decoders ofProcess() {
    return ALL;
  }

  /**
   * Decodes once there is room, and waits for the end.
   *
   * @param memory how much native memory it may take, in bytes
   * @param millis the longest wait, first for room and then for the decoding
   * @throws UndecodableException if that takes longer; at once, where there will be no room because
   *     decodings do not end
   * @throws ExecutionException what the decoding threw
   */
  <T> T decode(Callable<T> decoding, long memory, long millis)
      throws UndecodableException, ExecutionException {
    try {
      DecodingRoom.Place place = room.take(memory, millis);
      Future<T> future = submit(decoding, place);
      try {
        return future.get(millis, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        place.giveUp();
        throw new UndecodableException("decoding took longer than " + millis + " ms", e);
      } catch (InterruptedException e) {
        place.giveUp();
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UndecodableException("interrupted while decoding", e);
    }
  }

  private <T> Future<T> submit(Callable<T> decoding, DecodingRoom.Place place) {
    try {
      return threads.submit(
          () -> {
            try (place) {
              return decoding.call();
            }
          });
    } catch (RuntimeException | Error e) {
      // No thread could be made.
      place.close();
      throw e;
    }
  }
}
