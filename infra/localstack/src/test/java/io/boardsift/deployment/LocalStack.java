package io.boardsift.deployment;

import io.boardsift.aws.JsonApi;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** A LocalStack of a test's own, in a container. */
final class LocalStack implements AutoCloseable {
  private final LocalStackContainer container =
      new LocalStackContainer(DockerImageName.parse(LocalStackImage.NAME));

  private LocalStack(Map<String, String> environment) {
    container.withEnv(environment);
    container.start();
  }

  /** Starts one. Where this machine cannot, the test is skipped; where CI is set, it fails. */
  static LocalStack start() {
    return start(Map.of());
  }

  /** Starts one with more in its environment. */
  static LocalStack start(Map<String, String> environment) {
    Optional<String> missing = LocalStackImage.missing();
    // Where checks decide on what lands, a missing LocalStack is a failure and no excuse.
    Assumptions.assumeTrue(
        missing.isEmpty() || System.getenv("CI") != null,
        () -> "there is no LocalStack to test: " + missing.orElseThrow());
    return new LocalStack(environment);
  }

  URI endpoint() {
    return container.getEndpoint();
  }

  /** What tells another process, in its environment, to talk to this one. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint().toString(),
        "AWS_REGION", container.getRegion(),
        "AWS_ACCESS_KEY_ID", container.getAccessKey(),
        "AWS_SECRET_ACCESS_KEY", container.getSecretKey());
  }

  /** A client that talks to this one. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(Region.of(container.getRegion()))
        .credentialsProvider(credentials())
        .build();
  }

  /** One of its services, for requests without a client. */
  JsonApi jsonApi(String signingName) {
    return new JsonApi(signingName, endpoint(), container.getRegion(), credentials());
  }

  private AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
  }

  @Override
  public void close() {
    container.stop();
  }
}
