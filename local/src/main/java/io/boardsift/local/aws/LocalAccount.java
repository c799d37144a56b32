package io.boardsift.local.aws;

import io.boardsift.aws.Clients;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The account that the embedded AWS knows, and clients that use it. */
public final class LocalAccount {
  public static final String ACCESS_KEY = "test";
  public static final String SECRET_KEY = "test";
  public static final String REGION = "us-east-1";
  public static final String ID = "000000000000";

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));

  private LocalAccount() {}

  /** Any client, at an endpoint and in this account. */
  public static <B extends AwsClientBuilder<B, C>, C> C at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /** A client of an S3 endpoint. */
  public static S3Client s3(URI endpoint) {
    return at(endpoint, Clients.configure(S3Client.builder()).forcePathStyle(true));
  }

  /** A signer of addresses at an S3 endpoint. */
  public static S3Presigner presigner(URI endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(CREDENTIALS)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** What makes clients of a SageMaker Runtime endpoint. */
  public static SageMakerRuntimeClientBuilder sageMakerRuntime(URI endpoint) {
    return SageMakerRuntimeClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(CREDENTIALS);
  }

  /** A client of an SQS endpoint. */
  public static SqsClient sqs(URI endpoint) {
    return at(endpoint, Clients.configure(SqsClient.builder()));
  }
}
