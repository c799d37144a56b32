package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecodersTest {
  private static final long PATIENCE = 20_000;
  private static final long SHORT = 50;

  @Test
  void whereNoDecodingEndsTheNextPhotoIsRefusedAtOnce() throws Exception {
    Decoders decoders = new Decoders(2, 100);
    Stuck stuck = new Stuck(2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decoders.decode(stuck, 10, SHORT))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("decoding took longer than 50 ms");
    }

    // With all the patience there is: it does not wait.
    assertThatThrownBy(() -> decoders.decode(() -> "decoded", 10, Long.MAX_VALUE / 1_000_000))
        .hasMessage("the decoders are busy with photos that do not end");

    stuck.release();
    assertThat(eventually(decoders, 10)).isEqualTo("decoded");
  }

  @Test
  void whatAStuckDecodingHoldsIsNobodyElses() throws Exception {
    Decoders decoders = new Decoders(5, 100);
    Stuck stuck = new Stuck(1);
    assertThatThrownBy(() -> decoders.decode(stuck, 60, SHORT)).hasMessageContaining("longer");

    assertThat(decoders.decode(() -> "decoded", 40, PATIENCE)).isEqualTo("decoded");
    assertThatThrownBy(() -> decoders.decode(() -> "decoded", 41, PATIENCE))
        .hasMessage("the decoders are busy with photos that do not end");

    stuck.release();
    assertThat(eventually(decoders, 1_000_000)).isEqualTo("decoded");
  }

  @Test
  void largePhotosWaitForEachOther() throws Exception {
    Decoders decoders = new Decoders(8, 100);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  decoders.decode(
                      () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return now.decrementAndGet();
                      },
                      40,
                      PATIENCE);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void aPhotoThatFindsNoRoomInTimeIsToldSo() throws Exception {
    Decoders decoders = new Decoders(1, 100);
    Stuck stuck = new Stuck(1);
    CompletableFuture<Object> other =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return decoders.decode(stuck, 10, PATIENCE);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    stuck.awaitBegun();

    assertThatThrownBy(() -> decoders.decode(() -> "decoded", 10, SHORT))
        .hasMessage("the decoders were busy with other photos for 50 ms");

    stuck.release();
    assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("at last");
  }

  /** As soon as the stuck ones have given their room back. */
  private static String eventually(Decoders decoders, long memory) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    while (true) {
      try {
        return decoders.decode(() -> "decoded", memory, PATIENCE);
      } catch (UndecodableException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** A decoding that ends only when it is let. */
  private static final class Stuck implements Callable<Object> {
    private final CountDownLatch begun;
    private final CountDownLatch end = new CountDownLatch(1);

    Stuck(int times) {
      begun = new CountDownLatch(times);
    }

    @Override
    public Object call() throws InterruptedException {
      begun.countDown();
      end.await();
      return "at last";
    }

    void awaitBegun() throws InterruptedException {
      assertThat(begun.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
    }

    void release() {
      end.countDown();
    }
  }
}
