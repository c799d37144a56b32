package io.boardsift.aws;

import io.boardsift.sift.Photo;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Priming: what a function does before Lambda takes the snapshot that it is started from later. It
 * is everything its first event would have to wait for, on clients and objects of which nothing is
 * kept, so that no connection, credential or answer is carried into another time. Where no
 * snapshots are taken nothing happens.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">
 *     Runtime hooks for Lambda SnapStart</a>
 */
public final class Snapshot {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

  /** Nobody listens there: a request is made and signed, and goes nowhere. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  /** Lambda's context holds its resources weakly. */
  private static final List<Resource> KEPT = new CopyOnWriteArrayList<>();

  private Snapshot() {}

  /**
   * Primes before a snapshot is taken. If that fails, the first event waits as it would without.
   */
  public static void before(Runnable priming) {
    Priming resource = new Priming(priming);
    KEPT.add(resource);
    Core.getGlobalContext().register(resource);
  }

  private record Priming(Runnable priming) implements Resource {
    Priming {
      Objects.requireNonNull(priming);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      long start = System.nanoTime();
      try {
        priming.run();
        LOG.info("ready for a snapshot after {} ms", (System.nanoTime() - start) / 1_000_000);
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("not everything is ready before the snapshot, so first events may be slower", e);
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }

  /** A photo that does not exist, to be looked up. */
  public static Photo absentPhoto(String bucket) {
    return new Photo(bucket, "nothing", "none", "none", 0);
  }

  /** Lets S3 requests be made that nobody answers. */
  public static void s3(Consumer<S3Client> requests) {
    try (S3Client s3 =
        toNobody(Clients.configure(S3Client.builder())).forcePathStyle(true).build()) {
      requests.accept(s3);
    } catch (SdkException e) {
      // As meant.
    }
  }

  /** Lets SQS requests be made that nobody answers. */
  public static void sqs(Consumer<SqsClient> requests) {
    try (SqsClient sqs = toNobody(Clients.configure(SqsClient.builder())).build()) {
      requests.accept(sqs);
    } catch (SdkException e) {
      // As meant.
    }
  }

  /** A client's builder whose requests nobody answers, and that are not tried again. */
  public static <B extends AwsClientBuilder<B, ?>> B toNobody(B builder) {
    return builder
        .endpointOverride(NOWHERE)
        .overrideConfiguration(once -> once.retryStrategy(retry -> retry.maxAttempts(1)));
  }
}
