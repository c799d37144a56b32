package io.boardsift.soak;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things after a while, and knows whether any is left to do. */
final class Later implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Later.class);

  private final AtomicInteger pending = new AtomicInteger();
  private final ExecutorService threads;

  Later(String name) {
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name).factory());
  }

  void in(int millis, Runnable what) {
    pending.incrementAndGet();
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(() -> run(what));
  }

  private void run(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      LOG.error("what was to be done later failed", e);
    } finally {
      pending.decrementAndGet();
    }
  }

  boolean isPending() {
    return pending.get() > 0;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
