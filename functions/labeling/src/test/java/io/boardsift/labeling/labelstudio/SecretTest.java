package io.boardsift.labeling.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.boardsift.aws.Settings;
import io.boardsift.fixtures.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A secret as AWS's API reference describes it. */
class SecretTest {
  private final AtomicReference<String> answer = new AtomicReference<>();
  private volatile int status = 200;
  private volatile Map<String, String> asked = Map.of();
  private LoopbackServer server;

  @BeforeEach
  void start() {
    server = LoopbackServer.start(this::respond);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void respond(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked =
        Map.of(
            "request", exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            "target", headers.getFirst("X-Amz-Target"),
            "type", headers.getFirst("Content-Type"),
            "session", headers.getFirst("X-Amz-Security-Token"),
            "authorization", headers.getFirst("Authorization"),
            "body", body);
    LoopbackServer.respond(exchange, status, "application/x-amz-json-1.1", answer.get());
  }

  private Secret secret() {
    String endpoint = server.url().toString();
    return Secret.of(
        new Settings(
            Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint)),
        "boardsift/label-studio",
        StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIA", "key", "session")));
  }

  @Test
  void asksByASignedRequestForItsText() throws Exception {
    answer.set("{\"Name\":\"boardsift/label-studio\",\"SecretString\":\" the token\\n\"}");
    assertThat(secret().get()).isEqualTo("the token");
    assertThat(asked)
        .containsEntry("request", "POST /")
        .containsEntry("target", "secretsmanager.GetSecretValue")
        .containsEntry("type", "application/x-amz-json-1.1")
        .containsEntry("session", "session");
    assertThat(new ObjectMapper().readTree(asked.get("body")).path("SecretId").asText())
        .isEqualTo("boardsift/label-studio");
    assertThat(asked.get("authorization"))
        .matches(
            "AWS4-HMAC-SHA256 Credential=AKIA/\\d{8}/eu-central-1/secretsmanager/aws4_request, "
                + "SignedHeaders=\\S*host\\S*x-amz-date\\S*x-amz-security-token\\S*, "
                + "Signature=[0-9a-f]{64}");
  }

  @Test
  void aRefusalIsSaid() {
    status = 400;
    answer.set("{\"__type\":\"ResourceNotFoundException\",\"Message\":\"can't find it\"}");
    assertThatThrownBy(() -> secret().get())
        .isInstanceOf(WebException.class)
        .hasMessageContaining("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"SecretString\":\"\"}", "{\"SecretBinary\":\"YWJj\"}", "no JSON"})
  void aSecretWithoutATextIsSaid(String json) {
    answer.set(json);
    assertThatThrownBy(() -> secret().get()).isInstanceOf(WebException.class);
  }
}
