package io.boardsift.deployment;

import io.boardsift.emulator.aws.S3Contract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.s3.S3Client;

/** LocalStack's S3 does what the embedded one does. */
class LocalStackS3ContractIT extends S3Contract {
  private static LocalStack localStack;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    localStack = LocalStack.start();
    s3 = localStack.client(S3Client.builder().forcePathStyle(true));
  }

  @AfterAll
  static void close() {
    if (localStack != null) {
      s3.close();
      localStack.close();
    }
  }

  @Override
  protected S3Client s3() {
    return s3;
  }
}
