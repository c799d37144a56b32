package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.aws.Mode;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestBrowser;
import io.boardsift.local.LocalDeployment.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A page that is not ours, in a browser on this machine, gets nowhere. */
class ForeignPageTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Tries a request, and says whether the page may read what comes back. */
  private static final String TRY =
      """
      async ([method, address, body, mode]) => {
        try {
          const headers = body ? {"Content-Type": "application/x-www-form-urlencoded"} : {};
          const response = await fetch(address, {method, mode, headers, body: body || undefined});
          return response.type === "opaque" ? "unreadable" : "read " + await response.text();
        } catch (refused) {
          return "unreadable";
        }
      }
      """;

  @TempDir private static Path folder;

  private static LocalDeployment deployment;
  private static TestBrowser browser;
  private static HttpServer elsewhere;
  private static Page page;

  @BeforeAll
  static void start() throws IOException {
    TestBrowser.assumePresent();
    deployment =
        LocalDeployment.start(
            new Plan(folder, 0, Mode.OBSERVE, 0, Optional.empty(), Duration.ZERO));
    RunResult.upload(
        deployment.s3(), List.of(new Submission("a.jpg", "a.jpg", Pictures::board)), () -> {});
    deployment.awaitIdle(MINUTE);
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    elsewhere.start();
    browser = TestBrowser.start();
    page = browser.newPage();
    page.navigate("http://localhost:" + elsewhere.getAddress().getPort() + "/");
  }

  @AfterAll
  static void stop() {
    if (deployment != null) {
      browser.close();
      elsewhere.stop(0);
      deployment.close();
    }
  }

  private static String attempt(String method, String address, String body, String mode) {
    return (String) page.evaluate(TRY, List.of(method, address, body, mode));
  }

  @Test
  void evenWithSignedAddressesItNeitherReadsNorWritesNorDeletes() {
    try (S3Presigner signer = deployment.account().presigner(deployment.s3Endpoint())) {
      String read =
          signer
              .presignGetObject(
                  sign ->
                      sign.signatureDuration(MINUTE)
                          .getObjectRequest(get -> get.bucket("photos").key("a.jpg")))
              .url()
              .toString();
      String write =
          signer
              .presignPutObject(
                  sign ->
                      sign.signatureDuration(MINUTE)
                          .putObjectRequest(put -> put.bucket("results").key("rules.yaml")))
              .url()
              .toString();
      String delete =
          signer
              .presignDeleteObject(
                  sign ->
                      sign.signatureDuration(MINUTE)
                          .deleteObjectRequest(gone -> gone.bucket("photos").key("a.jpg")))
              .url()
              .toString();
      for (String mode : List.of("cors", "no-cors")) {
        assertThat(attempt("GET", read, "", mode)).isEqualTo("unreadable");
        assertThat(attempt("PUT", write, "rules: []", mode)).isEqualTo("unreadable");
        assertThat(attempt("POST", write, "rules: []", mode)).isEqualTo("unreadable");
        assertThat(attempt("DELETE", delete, "", mode)).isEqualTo("unreadable");
      }
    }
    assertThat(deployment.s3().listObjectsV2(list -> list.bucket("photos")).contents()).hasSize(1);
    assertThat(deployment.s3().listObjectsV2(list -> list.bucket("results")).contents())
        .noneMatch(object -> object.key().equals("rules.yaml"));
  }

  @Test
  void itListsNothing() {
    for (String path : List.of("/", "/photos", "/photos?versions", "/results")) {
      assertThat(attempt("GET", deployment.s3Endpoint().resolve(path).toString(), "", "cors"))
          .isEqualTo("unreadable");
    }
  }

  @Test
  void itSendsNothingToAnyQueue() {
    String port = "http://127.0.0.1:" + deployment.sqsEndpoint().getPort();
    for (String queue :
        List.of("verdicts", "review", "tasks", "triage-failures", "triage-given-up")) {
      for (String path : List.of("/", "/000000000000/" + queue)) {
        String form =
            "Action=SendMessage&MessageBody=forged&QueueUrl=" + port + "/000000000000/" + queue;
        for (String mode : List.of("cors", "no-cors")) {
          assertThat(attempt("POST", port + path, form, mode)).isEqualTo("unreadable");
        }
      }
    }
    // A message that nobody can read would lie here in the end.
    deployment.awaitIdle(MINUTE);
    deployment.awaitAnswered(MINUTE);
    Map<String, String> dead =
        deployment
            .sqs()
            .getQueueAttributes(
                get ->
                    get.queueUrl(deployment.deadLetters().toString())
                        .attributeNamesWithStrings("ApproximateNumberOfMessages"))
            .attributesAsStrings();
    assertThat(dead).containsEntry("ApproximateNumberOfMessages", "0");
  }
}
