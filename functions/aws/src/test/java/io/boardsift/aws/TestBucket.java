package io.boardsift.aws;

import io.boardsift.emulator.aws.EmbeddedS3;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.s3.Durability;
import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** A bucket with versions, on an S3 of its own. */
final class TestBucket implements AutoCloseable {
  static final String NAME = "photos";

  private final EmbeddedS3 embedded;
  private final S3Client s3;

  TestBucket(Path folder) {
    LocalAccount account = LocalAccount.random();
    embedded = EmbeddedS3.start(folder, 0, account, Durability.PROCESS, version -> {});
    s3 =
        account.at(embedded.endpoint(), Clients.configure(S3Client.builder()).forcePathStyle(true));
    s3.createBucket(create -> create.bucket(NAME));
    s3.putBucketVersioning(
        put ->
            put.bucket(NAME)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  S3Client s3() {
    return s3;
  }

  @Override
  public void close() {
    s3.close();
    embedded.close();
  }
}
