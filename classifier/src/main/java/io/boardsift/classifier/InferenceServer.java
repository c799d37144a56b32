package io.boardsift.classifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.records.ModelAnswers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The model as SageMaker's hosting asks for it: {@code GET /ping} and {@code POST /invocations}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html">Custom
 *     inference code</a>
 */
public final class InferenceServer implements AutoCloseable {
  /** InvokeEndpoint sends no more. */
  private static final int LARGEST = 6 << 20;

  private static final Limits LIMITS = new Limits(LARGEST, 50_000_000, Duration.ofSeconds(10));
  private static final Set<String> TYPES = Set.of("application/x-image", "image/jpeg", "image/png");

  /** SageMaker kills a container 30 s after it asked it to end. */
  private static final int SECONDS_TO_END = 5;

  static {
    // Else an answer on a kept connection waits some 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final BoardModel model;
  private final HttpServer server;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("inference-", 0).factory());

  private InferenceServer(BoardModel model, HttpServer server) {
    this.model = model;
    this.server = server;
    server.createContext("/ping", request -> answer(request, this::ping));
    server.createContext("/invocations", request -> answer(request, this::invocation));
    server.setExecutor(workers);
  }

  /**
   * Loads a model and serves it.
   *
   * @param address where to listen; port 0 for any free one
   * @throws ModelFolderException if there is none
   * @throws IOException if the port is taken
   */
  public static InferenceServer start(ModelSource source, InetSocketAddress address)
      throws ModelFolderException, IOException {
    BoardModel model = source.open(LIMITS);
    try {
      InferenceServer server = new InferenceServer(model, HttpServer.create(address, 0));
      server.server.start();
      return server;
    } catch (IOException e) {
      model.close();
      throw e;
    }
  }

  /** Runs in the container. Its one argument, {@code serve}, comes from SageMaker. */
  public static void main(String[] arguments) throws ModelFolderException, IOException {
    String folder = System.getenv().getOrDefault("MODEL_FOLDER", "/opt/ml/model");
    int port = Integer.parseInt(System.getenv().getOrDefault("SAGEMAKER_BIND_TO_PORT", "8080"));
    InferenceServer server =
        start(ModelSource.folder(Path.of(folder)), new InetSocketAddress(port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("serving " + folder + " on port " + port);
  }

  /** Where it answers on this machine. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private record Response(int status, String body) {
    static Response error(int status, String message) {
      return new Response(
          status, "{\"error\":\"" + message.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"}");
    }
  }

  @FunctionalInterface
  private interface Answering {
    Response answer(HttpExchange request) throws IOException;
  }

  private static void answer(HttpExchange request, Answering answering) throws IOException {
    try (request) {
      Response response;
      try {
        response = answering.answer(request);
      } catch (RuntimeException e) {
        response = Response.error(500, "the model failed: " + e);
      }
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      request.getResponseHeaders().set("Content-Type", "application/json");
      request.sendResponseHeaders(response.status(), body.length);
      request.getResponseBody().write(body);
    }
  }

  private Response ping(HttpExchange request) {
    return new Response(200, "{}");
  }

  private Response invocation(HttpExchange request) throws IOException {
    if (!request.getRequestMethod().equals("POST")) {
      return Response.error(405, "POST a photo");
    }
    String type = String.valueOf(request.getRequestHeaders().getFirst("Content-Type"));
    if (!TYPES.contains(type)) {
      return Response.error(415, "application/x-image is asked for, not " + type);
    }
    byte[] photo = request.getRequestBody().readNBytes(LARGEST + 1);
    if (photo.length > LARGEST) {
      return Response.error(413, "a photo may have " + LARGEST + " bytes");
    }
    return switch (model.classify(photo)) {
      case ModelAnswer.Told told -> new Response(200, ModelAnswers.toJson(told));
      case ModelAnswer.Failed(String reason) -> Response.error(400, reason);
    };
  }

  /**
   * Gives the answers in work, for 5 s at most, and ends. The model goes last: without it, native
   * code that still looks at a photo would take the process down.
   */
  @Override
  public void close() {
    server.stop(SECONDS_TO_END);
    workers.close();
    model.close();
  }
}
