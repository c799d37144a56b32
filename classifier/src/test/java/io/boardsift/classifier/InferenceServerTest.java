package io.boardsift.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.image.JpegEncoder;
import io.boardsift.sift.image.Raster;
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
  private static final int RED = 0xc01010;
  private static final int BLUE = 0x1010c0;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private InferenceServer server;

  @BeforeEach
  void serveBlueAsBoards() throws Exception {
    TinyBackbone.write(folder);
    float[] weights = new float[Backbone.EMBEDDING];
    weights[2] = 5;
    Files.writeString(folder.resolve(Head.FILE), new Head(weights, 0).toJson());
    server = start();
  }

  private InferenceServer start() throws ModelFolderException, IOException {
    return InferenceServer.start(
        folder, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private static byte[] photo(int colour) {
    int[] pixels = new int[300 * 200];
    Arrays.fill(pixels, colour);
    return JpegEncoder.encode(new Raster(300, 200, pixels), 90);
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
  void tellsTheProbabilityOfABoardAndWhatItLooksLike() throws Exception {
    ModelAnswer.Told blue = told(photo(BLUE));
    assertThat(blue.board().orElseThrow()).isGreaterThan(0.8);
    assertThat(blue.board().orElseThrow() + blue.notABoard().orElseThrow())
        .isEqualTo(1, within(1e-9));
    assertThat(blue.electronics().orElseThrow()).isGreaterThan(0.9);
    assertThat(blue.labels().getFirst().label()).isEqualTo("modem");

    ModelAnswer.Told red = told(photo(RED));
    assertThat(red.board().orElseThrow()).isLessThan(0.2);
    assertThat(red.electronics().orElseThrow()).isLessThan(0.1);
    assertThat(red.labels().getFirst().label()).isEqualTo("tabby cat");
  }

  @Test
  void withoutAHeadItTellsLabelsOnly() throws Exception {
    server.close();
    Files.delete(folder.resolve(Head.FILE));
    server = start();
    ModelAnswer.Told red = told(photo(RED));
    assertThat(red.board()).isEmpty();
    assertThat(red.labels()).isNotEmpty();
  }

  @Test
  void whatIsNoPhotoIsRefusedAndTheNextOneIsAnswered() throws Exception {
    byte[] half = Arrays.copyOf(photo(BLUE), 40);
    for (byte[] junk : new byte[][] {new byte[0], "hello".getBytes(StandardCharsets.UTF_8), half}) {
      assertThat(post(junk, "application/x-image").statusCode()).isEqualTo(400);
    }
    assertThat(post(photo(BLUE), "text/plain").statusCode()).isEqualTo(415);
    assertThat(post(new byte[(6 << 20) + 1], "image/jpeg").statusCode()).isEqualTo(413);
    assertThat(
            send("GET", "/invocations", BodyPublishers.noBody(), "application/x-image")
                .statusCode())
        .isEqualTo(405);
    assertThat(told(photo(BLUE)).board()).isPresent();
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
                        return new ByteArrayInputStream(photo(BLUE));
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
