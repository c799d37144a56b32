package io.boardsift.emulator.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SageMaker Runtime with one endpoint, which hands requests on to a container as SageMaker does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">InvokeEndpoint</a>
 */
public final class EmbeddedSageMakerRuntime implements AutoCloseable {
  /** What SageMaker gives a container. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final URI container;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private EmbeddedSageMakerRuntime(HttpServer server, URI container) {
    this.server = server;
    this.container = container;
  }

  /**
   * Starts it on any free port of this machine.
   *
   * @param endpoint the endpoint's name
   * @param container where the endpoint's container listens
   */
  public static EmbeddedSageMakerRuntime start(String endpoint, URI container) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      EmbeddedSageMakerRuntime runtime = new EmbeddedSageMakerRuntime(server, container);
      server.createContext(
          "/", request -> refuse(request, 400, "ValidationError", "Endpoint not found."));
      server.createContext("/endpoints/" + endpoint + "/invocations", runtime::invoke);
      server.setExecutor(runtime.threads);
      server.start();
      return runtime;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void invoke(HttpExchange request) throws IOException {
    HttpRequest handedOn =
        HttpRequest.newBuilder(container.resolve("/invocations"))
            .timeout(TIMEOUT)
            .header("Content-Type", request.getRequestHeaders().getFirst("Content-Type"))
            .POST(BodyPublishers.ofByteArray(request.getRequestBody().readAllBytes()))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(handedOn, BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        answer(request, 200, response.body());
      } else {
        refuse(
            request,
            424,
            "ModelError",
            "Received an error (%d) from the container: %s"
                .formatted(
                    response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      refuse(request, 424, "ModelError", "The container does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.close();
    }
  }

  private static void refuse(HttpExchange request, int status, String type, String message)
      throws IOException {
    request.getResponseHeaders().set("x-amzn-ErrorType", type);
    answer(request, status, MAPPER.writeValueAsBytes(Map.of("Message", message)));
  }

  private static void answer(HttpExchange request, int status, byte[] body) throws IOException {
    try (request) {
      request.getResponseHeaders().set("Content-Type", "application/json");
      request.sendResponseHeaders(status, body.length);
      request.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
    threads.shutdownNow();
  }
}
