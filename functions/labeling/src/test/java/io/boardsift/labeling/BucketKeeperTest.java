package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.aws.BucketCheck;
import io.boardsift.aws.Telemetry;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.FunctionOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server answers as S3's documentation has it; the emulator's buckets have no such set-up. */
class BucketKeeperTest {
  private String notifications = "<NotificationConfiguration/>";
  private HttpServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .forcePathStyle(true)
            .build();
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String answer =
        switch (exchange.getRequestURI().getQuery()) {
          case "versioning" ->
              "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
          case "notification" -> notifications;
          default -> "<LifecycleConfiguration/>";
        };
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private FunctionOutput look() {
    BucketKeeper keeper =
        new BucketKeeper(new BucketCheck(s3, "plant-3", ""), new Telemetry("keeper"));
    LocalFunction function =
        new LocalFunction(
            "keeper", (input, output, context) -> keeper.look(), Duration.ofMinutes(1));
    return FunctionOutput.of(() -> function.invoke("{}"));
  }

  @Test
  void whatIsNeededAndMissingIsToldAndCounted() {
    FunctionOutput output = look();
    assertThat(output.sum("BucketLacks")).isEqualTo(1);
    assertThat(output.messages())
        .singleElement()
        .asString()
        .startsWith("the photos bucket: It does not tell EventBridge");
  }

  /** That no rule forgets old versions is advice, and of that nothing is said either. */
  @Test
  void ofABucketThatHasWhatIsNeededNothingIsCounted() {
    notifications =
        "<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>";
    assertThat(look().text()).isEmpty();
  }

  /** A function that the bucket tells itself is not triage of a stack that is attached to it. */
  @Test
  void aFunctionThatIsToldOfUploadsDoesNotStandInForEventBridge() {
    notifications =
        "<NotificationConfiguration><CloudFunctionConfiguration><Id>a</Id>"
            + "<CloudFunction>arn:aws:lambda:eu-central-1:111122223333:function:a-Triage-b:live"
            + "</CloudFunction><Event>s3:ObjectCreated:*</Event></CloudFunctionConfiguration>"
            + "</NotificationConfiguration>";
    assertThat(look().sum("BucketLacks")).isEqualTo(1);
  }
}
