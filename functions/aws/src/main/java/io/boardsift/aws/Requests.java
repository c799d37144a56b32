package io.boardsift.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many requests at a time, as S3's answers take longer than reading them. */
public final class Requests {
  private static final int AT_ONCE = 16;

  private Requests() {}

  /**
   * Makes a request for each of many things.
   *
   * @return what came of them, in the order of the things
   * @throws RuntimeException what a request has failed with
   */
  public static <A, B> List<B> forEach(Collection<A> things, Function<A, B> request) {
    try (ExecutorService requests = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<B>> under =
          things.stream().map(thing -> requests.submit(() -> request.apply(thing))).toList();
      List<B> all = new ArrayList<>();
      for (Future<B> one : under) {
        all.add(one.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while many requests were made", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
