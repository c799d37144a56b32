package io.boardsift.local.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.emulator.aws.LocalAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;

/** An endpoint that speaks SageMaker Runtime's protocol and answers what a test wants it to. */
final class RuntimeStub implements AutoCloseable {
  static final String ENDPOINT = "stub";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<byte[]> asked = new CopyOnWriteArrayList<>();

  /** How it answers a request whose photo it has read. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange request) throws IOException;
  }

  RuntimeStub(Behaviour behaviour) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/endpoints/" + ENDPOINT + "/invocations",
        request -> {
          try (request) {
            asked.add(request.getRequestBody().readAllBytes());
            behaviour.answer(request);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  static Behaviour json(String body) {
    return status(200, body);
  }

  static Behaviour status(int status, String body) {
    return request -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      request.getResponseHeaders().add("Content-Type", "application/json");
      request.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = request.getResponseBody()) {
        out.write(bytes);
      }
    };
  }

  SageMakerRuntimeClientBuilder runtime() {
    return LocalAccount.random()
        .sageMakerRuntime(URI.create("http://localhost:" + server.getAddress().getPort()));
  }

  /** The photos it was shown. */
  List<byte[]> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
