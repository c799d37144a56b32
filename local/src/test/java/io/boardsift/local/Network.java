package io.boardsift.local;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The network between a browser and everything else, as a forward proxy: slow, down, or with
 * something in between that answers in the place of what was asked. Interception within the browser
 * would not do, since it turns the browser's cache off.
 */
final class Network implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "host",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "transfer-encoding",
          "expect");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean isDown;

  /** What happens to requests whose address contains a text. */
  enum Fault {
    FORBIDDEN,
    /** A page of something in between, where a picture or JSON was asked for. */
    OTHER_PAGE,
    CUT,
    HANGS,
    /** Carried out, and its response lost. */
    RESPONSE_LOST
  }

  Network() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::relay);
    server.setExecutor(threads);
    server.start();
  }

  /** For a browser's settings. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How long every request is under way. */
  void delay(Duration each) {
    delay = each;
  }

  void isDown(boolean down) {
    isDown = down;
  }

  /** From now on this happens to addresses that contain a text. */
  void fault(String part, Fault fault) {
    faults.put(part, fault);
  }

  /** As it was at first. */
  void recover() {
    noFaults();
    delay(Duration.ZERO);
    isDown(false);
  }

  void noFaults() {
    faults.clear();
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI address = exchange.getRequestURI();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(delay);
      Optional<Fault> fault =
          faults.entrySet().stream()
              .filter(entry -> address.toString().contains(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      if (isDown || fault.filter(f -> f == Fault.CUT).isPresent()) {
        return;
      }
      if (fault.filter(f -> f == Fault.HANGS).isPresent()) {
        Thread.sleep(Duration.ofMinutes(5));
      }
      if (fault.filter(f -> f == Fault.FORBIDDEN || f == Fault.OTHER_PAGE).isPresent()) {
        byte[] page = "<html>Bad day</html>".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(fault.get() == Fault.FORBIDDEN ? 403 : 502, page.length);
        exchange.getResponseBody().write(page);
        return;
      }
      HttpResponse<byte[]> response =
          http.send(request(exchange, address, body), BodyHandlers.ofByteArray());
      if (fault.filter(f -> f == Fault.RESPONSE_LOST).isPresent()) {
        return;
      }
      answer(exchange, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest request(HttpExchange exchange, URI address, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        exchange.getResponseHeaders().put(header.getKey(), header.getValue());
      }
    }
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
