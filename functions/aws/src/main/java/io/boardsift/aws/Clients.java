package io.boardsift.aws;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients, configured by the standard AWS environment alone (region, credentials,
 * endpoint), with the small HTTP client that starts fastest.
 */
public final class Clients {
  private Clients() {}

  public static S3Client s3() {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .forcePathStyle(usesOwnEndpoint())
        .build();
  }

  public static S3Presigner presigner() {
    return S3Presigner.builder()
        .serviceConfiguration(
            S3Configuration.builder().pathStyleAccessEnabled(usesOwnEndpoint()).build())
        .build();
  }

  public static SqsClient sqs() {
    return SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  /** Emulators answer at one host name for all buckets. */
  private static boolean usesOwnEndpoint() {
    return System.getenv("AWS_ENDPOINT_URL") != null
        || System.getenv("AWS_ENDPOINT_URL_S3") != null;
  }
}
