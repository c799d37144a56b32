package io.boardsift.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whoever does not know the address of the embedded SQS can do nothing there. */
class EmbeddedSqsTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/x-amz-json-1.0";

  private static EmbeddedSqs sqs;
  private static URI queue;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    sqs = EmbeddedSqs.start(LocalAccount.random());
    queue = sqs.createQueue("verdicts", Duration.ofSeconds(30));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    sqs.close();
  }

  private static int post(String path, String type, String action, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(sqs.endpoint().resolve(path))
            .header("Content-Type", type)
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListQueues",
        "CreateQueue",
        "GetQueueUrl",
        "GetQueueAttributes",
        "SetQueueAttributes",
        "SendMessage",
        "SendMessageBatch",
        "ReceiveMessage",
        "PurgeQueue",
        "DeleteQueue"
      })
  void withoutTheSecretNothingIsDone(String action) throws Exception {
    String port = "http://127.0.0.1:" + sqs.endpoint().getPort();
    String wrong = "f".repeat(40);
    for (String path :
        List.of(
            "/", "/000000000000/verdicts", "/" + wrong, "/" + wrong + "/000000000000/verdicts")) {
      for (String url :
          List.of(
              port + "/000000000000/verdicts",
              port + "/" + wrong + "/000000000000/verdicts",
              "verdicts")) {
        String form =
            "Action=%s&QueueName=verdicts&MessageBody=forged&QueueUrl=%s".formatted(action, url);
        assertThat(post(path, FORM, action, form))
            .as(path + " " + form)
            .isGreaterThanOrEqualTo(400);
        String json =
            """
            {"QueueName":"verdicts","QueueUrl":"%s","MessageBody":"forged","AttributeNames":["All"],
            "Attributes":{"DelaySeconds":"5"},"Entries":[{"Id":"a","MessageBody":"forged"}]}"""
                .formatted(url);
        assertThat(post(path, JSON, action, json))
            .as(path + " " + json)
            .isGreaterThanOrEqualTo(400);
      }
    }
    assertThat(sqs.size(queue)).isZero();
  }

  @Test
  void withTheSecretItIsSqs() {
    URI other = sqs.createQueue("other", Duration.ofSeconds(30));
    try (SqsClient client = LocalAccount.random().sqs(sqs.endpoint())) {
      client.sendMessage(send -> send.queueUrl(other.toString()).messageBody("hello"));
      assertThat(client.getQueueUrl(get -> get.queueName("other")).queueUrl())
          .endsWith(other.getPath());
    }
    assertThat(sqs.size(other)).isEqualTo(1);
  }
}
