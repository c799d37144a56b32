package io.boardsift.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The SDK's clients, configured by the standard AWS environment alone (region, credentials,
 * endpoint).
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Far more than any one of our requests takes, and time enough left to try again. */
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  private static final Duration CALL = Duration.ofSeconds(20);

  private Clients() {}

  public static S3Client s3() {
    return configure(S3Client.builder()).forcePathStyle(usesOwnEndpoint()).build();
  }

  /** Everything but where S3 is and who asks. */
  public static S3ClientBuilder configure(S3ClientBuilder builder) {
    return configured(builder).requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
  }

  /** Everything but where SQS is and who asks. */
  public static SqsClientBuilder configure(SqsClientBuilder builder) {
    return configured(builder);
  }

  /** Everything but where the service is and who asks, for any service's client. */
  public static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
      B builder) {
    return builder
        .httpClientBuilder(
            ApacheHttpClient.builder().connectionTimeout(CONNECT).expectContinueEnabled(false))
        .overrideConfiguration(
            override ->
                override
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL)
                    .addExecutionInterceptor(new NoExpectContinue()));
  }

  public static S3Presigner presigner() {
    return S3Presigner.builder()
        .serviceConfiguration(
            S3Configuration.builder().pathStyleAccessEnabled(usesOwnEndpoint()).build())
        .build();
  }

  public static SqsClient sqs() {
    return configure(SqsClient.builder()).build();
  }

  /** Emulators answer at one host name for all buckets. */
  private static boolean usesOwnEndpoint() {
    return System.getenv("AWS_ENDPOINT_URL") != null
        || System.getenv("AWS_ENDPOINT_URL_S3") != null;
  }
}
