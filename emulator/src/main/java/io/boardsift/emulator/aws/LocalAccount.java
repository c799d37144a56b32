package io.boardsift.emulator.aws;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The account that an embedded AWS knows, and clients that use it. Whoever has the keys may do
 * everything there, and nobody else anything.
 *
 * @param accessKey the keys' name; not a secret
 * @param secretKey what requests are signed with
 */
public record LocalAccount(String accessKey, String secretKey) {
  public static final String REGION = "us-east-1";
  public static final String ID = "000000000000";

  private static final SecureRandom RANDOM = new SecureRandom();

  /** 160 bits, as many as a secret key of AWS has at most. */
  private static final int SECRET_BYTES = 20;

  private static final int NAME_BYTES = 8;

  /**
   * An account with keys of one's own.
   *
   * @throws IllegalArgumentException if one is empty
   */
  public LocalAccount {
    Objects.requireNonNull(accessKey);
    Objects.requireNonNull(secretKey);
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("an access key and a secret key cannot be empty");
    }
  }

  /** An account whose keys nobody can guess. */
  public static LocalAccount random() {
    return new LocalAccount("LOCAL" + randomHex(NAME_BYTES), randomHex(SECRET_BYTES));
  }

  static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Does not show the secret key: accounts may end up in messages. */
  @Override
  public String toString() {
    return "LocalAccount[" + accessKey + "]";
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  /** Any client, at an endpoint and in this account. */
  public <B extends AwsClientBuilder<B, C>, C> C at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(credentials())
        .build();
  }

  /** A client of an S3 endpoint. */
  public S3Client s3(URI endpoint) {
    return at(
        endpoint,
        S3Client.builder()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .forcePathStyle(true));
  }

  /** A signer of addresses at an S3 endpoint. */
  public S3Presigner presigner(URI endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** What makes clients of a SageMaker Runtime endpoint. */
  public SageMakerRuntimeClientBuilder sageMakerRuntime(URI endpoint) {
    return SageMakerRuntimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(credentials());
  }

  /** A client of an SQS endpoint. */
  public SqsClient sqs(URI endpoint) {
    return at(endpoint, SqsClient.builder());
  }
}
