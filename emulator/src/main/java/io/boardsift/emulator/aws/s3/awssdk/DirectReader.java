package io.boardsift.emulator.aws.s3.awssdk;

import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.emulator.aws.s3.VersionStore;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A client that only reads objects, and reads them from the disk itself. */
public final class DirectReader implements S3Client {
  private final DiskBlobStore blobs;

  public DirectReader(VersionStore store) {
    this.blobs = new DiskBlobStore(Objects.requireNonNull(store), DirectReader::cannotHappen);
  }

  private static void cannotHappen(StoredVersion version) {
    throw new IllegalStateException("a reader wrote " + version.key());
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    try (ResponseInputStream<GetObjectResponse> object = blobs.getBlob(request)) {
      return transformer.transform(object.response(), AbortableInputStream.create(object));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(request.key() + " cannot be read", e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
