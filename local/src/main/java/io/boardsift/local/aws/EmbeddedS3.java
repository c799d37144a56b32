package io.boardsift.local.aws;

import io.boardsift.local.aws.s3.StoredVersion;
import io.boardsift.local.aws.s3.VersionStore;
import io.boardsift.local.aws.s3.awssdk.DiskBlobStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3 on loopback, its objects in a folder. */
public final class EmbeddedS3 implements AutoCloseable {
  private static final long LARGEST_PUT = 5L << 30;

  private final VersionStore store;
  private final S3Proxy proxy;

  private EmbeddedS3(VersionStore store, S3Proxy proxy) {
    this.store = store;
    this.proxy = proxy;
  }

  /**
   * Starts it.
   *
   * @param folder where everything lies; what is there already is served
   * @param port 0 for any free one
   * @param created told of each object written, once it is on disk and before its uploader is
   *     answered
   * @throws IllegalStateException if the port is taken
   */
  public static EmbeddedS3 start(Path folder, int port, Consumer<StoredVersion> created) {
    Ports.requireFree(port);
    VersionStore store = new VersionStore(folder);
    try {
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(new DiskBlobStore(store, created))
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(
                  AuthenticationType.AWS_V2_OR_V4, LocalAccount.ACCESS_KEY, LocalAccount.SECRET_KEY)
              .v4MaxNonChunkedRequestSize(LARGEST_PUT)
              .maxSinglePartObjectSize(LARGEST_PUT)
              .ignoreUnknownHeaders(true)
              // Browsers load photos from the labeling console's page, which has another port.
              .corsRules(new CrossOriginResourceSharing())
              .build();
      SignedBodies.pass(proxy, LocalAccount.SECRET_KEY);
      proxy.start();
      return new EmbeddedS3(store, proxy);
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

  /** Every version in a bucket, delete markers too, ordered by key and then newest first. */
  public List<StoredVersion> versions(String bucket) {
    return store.versions(bucket, "").toList();
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
