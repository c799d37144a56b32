package io.boardsift.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.records.ModelAnswers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceServerTest {
  private static final byte[] BLUE = TinyBackbone.photo(TinyBackbone.BLUE);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private InferenceServer server;

  @BeforeEach
  void serveBlueAsBoards() throws Exception {
    TinyBackbone.writeTrained(folder);
    server = start();
  }

  private InferenceServer start() throws ModelFolderException, IOException {
    return InferenceServer.start(
        ModelSource.folder(folder), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<byte[]> post(byte[] body, String type) throws Exception {
    return send("POST", "/invocations", BodyPublishers.ofByteArray(body), type);
  }

  private HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String type)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Content-Type", type)
            .method(method, body)
            .build(),
        BodyHandlers.ofByteArray());
  }

  private ModelAnswer.Told told(byte[] photo) throws Exception {
    HttpResponse<byte[]> response = post(photo, "application/x-image");
    assertThat(response.statusCode()).isEqualTo(200);
    return (ModelAnswer.Told) ModelAnswers.read(response.body(), List.of());
  }

  @Test
  void answersAPing() throws Exception {
    assertThat(send("GET", "/ping", BodyPublishers.noBody(), "text/plain").statusCode())
        .isEqualTo(200);
  }

  @Test
  void withoutAHeadItTellsLabelsOnly() throws Exception {
    server.close();
    Files.delete(folder.resolve(Head.FILE));
    server = start();
    ModelAnswer.Told red = told(TinyBackbone.photo(TinyBackbone.RED));
    assertThat(red.board()).isEmpty();
    assertThat(red.labels()).isNotEmpty();
  }

  @Test
  void whatIsNoPhotoIsRefusedAndTheNextOneIsAnswered() throws Exception {
    byte[] half = Arrays.copyOf(BLUE, 40);
    for (byte[] junk : new byte[][] {new byte[0], "hello".getBytes(StandardCharsets.UTF_8), half}) {
      assertThat(post(junk, "application/x-image").statusCode()).isEqualTo(400);
    }
    assertThat(post(BLUE, "text/plain").statusCode()).isEqualTo(415);
    assertThat(post(new byte[(6 << 20) + 1], "image/jpeg").statusCode()).isEqualTo(413);
    assertThat(
            send("GET", "/invocations", BodyPublishers.noBody(), "application/x-image")
                .statusCode())
        .isEqualTo(405);
    assertThat(told(BLUE).board()).isPresent();
  }

  @Test
  void aPhotoThatIsComingInAsItClosesIsAnswered() throws Exception {
    try (ExecutorService closing = Executors.newSingleThreadExecutor()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.address().resolve("/invocations"))
              .version(HttpClient.Version.HTTP_1_1)
              .header("Content-Type", "application/x-image")
              .expectContinue(true)
              .POST(
                  BodyPublishers.ofInputStream(
                      () -> {
                        closing.execute(server::close);
                        waitUntilNobodyElseIsLetIn();
                        return new ByteArrayInputStream(BLUE);
                      }))
              .build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
    }
    server = start();
  }

  private void waitUntilNobodyElseIsLetIn() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort());
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      try (Socket socket = new Socket()) {
        socket.connect(address);
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("still open");
  }
}
