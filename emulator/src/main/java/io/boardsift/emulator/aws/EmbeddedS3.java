package io.boardsift.emulator.aws;

import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.emulator.aws.s3.VersionStore;
import io.boardsift.emulator.aws.s3.awssdk.DirectReader;
import io.boardsift.emulator.aws.s3.awssdk.DiskBlobStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 on loopback, its objects in a folder. A request needs a signature by the account's keys, under
 * whatever host name it comes, and no page of another origin may read an answer.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final long LARGEST_PUT = 5L << 30;

  /**
   * Of a body that S3Proxy holds in memory until it has checked its signed hash, in bytes. Uploads
   * of more than a few hundred kilobytes go past that, see {@link SignedBodies}.
   */
  private static final long LARGEST_SIGNED_BODY = 128L << 20;

  private final VersionStore store;
  private final S3Proxy proxy;
  private final long lastBefore;

  private EmbeddedS3(VersionStore store, S3Proxy proxy, long lastBefore) {
    this.store = store;
    this.proxy = proxy;
    this.lastBefore = lastBefore;
  }

  /**
   * Starts it.
   *
   * @param folder where everything lies; what is there already is served
   * @param port 0 for any free one
   * @param account whose keys sign requests
   * @param durability what a write that was answered for outlives
   * @param created told of each object written, once it is on disk and before its uploader is
   *     answered
   * @throws IllegalStateException if the port is taken
   */
  public static EmbeddedS3 start(
      Path folder,
      int port,
      LocalAccount account,
      Durability durability,
      Consumer<StoredVersion> created) {
    Ports.requireFree(port);
    VersionStore store = new VersionStore(folder, durability);
    long lastBefore = store.lastSequence();
    try {
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(new DiskBlobStore(store, created))
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(
                  AuthenticationType.AWS_V2_OR_V4, account.accessKey(), account.secretKey())
              .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY)
              .maxSinglePartObjectSize(LARGEST_PUT)
              .ignoreUnknownHeaders(true)
              // The console's page shows photos as images, which needs no leave; no page reads.
              .corsRules(CrossOriginResourceSharing.disabled())
              .build();
      SignedBodies.pass(proxy, account.secretKey());
      proxy.start();
      return new EmbeddedS3(store, proxy, lastBefore);
    } catch (Exception e) {
      store.close();
      throw new IllegalStateException("the embedded S3 does not start: " + e.getMessage(), e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  public boolean hasBucket(String name) {
    return store.hasBucket(name);
  }

  /**
   * Versions in a bucket, delete markers too, ordered by key and then newest first.
   *
   * @param after the last one of the page before, or null
   * @param most how many at most
   */
  public List<StoredVersion> page(String bucket, StoredVersion after, int most) {
    return store.page(bucket, after, most);
  }

  /** Whether a version lay here before this server started. */
  public boolean isFromBefore(StoredVersion version) {
    return version.sequence() <= lastBefore;
  }

  /** Reads objects without the way through the protocol, a thousand in the time of a few dozen. */
  public S3Client directReader() {
    return new DirectReader(store);
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded S3 does not stop", e);
    } finally {
      store.close();
    }
  }
}
