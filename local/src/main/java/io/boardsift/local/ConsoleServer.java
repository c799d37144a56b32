package io.boardsift.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boardsift.aws.Settings;
import io.boardsift.console.ConsoleHandler;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.emulator.aws.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Serves the labeling console on loopback: does what API Gateway does in front of its function,
 * minus signing in. Requests under any other host name than this machine's own are refused, so that
 * no page from elsewhere gets in by a name that points here.
 */
public final class ConsoleServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  /** In bytes: more than the console takes in any alphabet. */
  private static final int LONGEST_BODY = 4 * ConsoleHandler.LONGEST_BODY;

  private static final int THREADS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads;
  private final S3Presigner presigner;
  private final LocalFunction function;
  private final Authorizer authorizer;

  /** Who asks, as API Gateway's authorizer finds out of a token. */
  interface Authorizer {
    /**
     * Reads a token.
     *
     * @param authorization the header of this name; null if there is none
     * @return the token's claims; empty if it is not to be let in
     */
    Optional<Map<String, String>> claims(String authorization);
  }

  private ConsoleServer(
      LocalDeployment deployment,
      HttpServer server,
      Map<String, String> moreSettings,
      Authorizer authorizer) {
    this.server = server;
    this.authorizer = authorizer;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("console-", 1).factory());
    this.presigner = deployment.account().presigner(deployment.s3Endpoint());
    Map<String, String> settings = new HashMap<>(moreSettings);
    settings.put("TASKS_QUEUE_URL", deployment.tasksQueue().toString());
    settings.put("VERDICTS_QUEUE_URL", deployment.verdictsQueue().toString());
    settings.put("DEAD_LETTERS_URL", deployment.deadLetters().toString());
    settings.put("PHOTOS_BUCKET", LocalDeployment.PHOTOS);
    settings.put("RESULTS_BUCKET", LocalDeployment.RESULTS);
    settings.putAll(deployment.stateSettings());
    this.function =
        LocalFunction.of(
            "console",
            new ConsoleHandler(
                new Settings(settings), deployment.s3(), presigner, deployment.answering()),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            TIMEOUT);
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws IllegalStateException if the port is taken
   */
  public static ConsoleServer start(LocalDeployment deployment, int port) {
    return start(deployment, port, Map.of(), anybody -> Optional.of(Map.of()));
  }

  /** The same with more of the console's settings, such as where to sign in, and who is let in. */
  static ConsoleServer start(
      LocalDeployment deployment, int port, Map<String, String> settings, Authorizer authorizer) {
    Ports.requireFree(port);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ConsoleServer console = new ConsoleServer(deployment, server, settings, authorizer);
      server.createContext("/", console::handle);
      server.setExecutor(console.threads);
      server.start();
      return console;
    } catch (IOException e) {
      throw new UncheckedIOException("the labeling console does not start", e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isOwnName(exchange.getRequestHeaders().getFirst("Host"))) {
        respond(exchange, 403, utf8("this console answers to this machine's own name only"));
        return;
      }
      Optional<Map<String, String>> claims =
          authorizer.claims(exchange.getRequestHeaders().getFirst("Authorization"));
      if (claims.isEmpty() && exchange.getRequestURI().getPath().startsWith("/api/")) {
        respond(exchange, 401, utf8("{\"message\":\"Unauthorized\"}"));
        return;
      }
      // What is longer is refused by the console itself.
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
      String event = event(exchange, body, claims.orElse(Map.of()));
      JsonNode response = MAPPER.readTree(function.invoke(event));
      response
          .path("headers")
          .properties()
          .forEach(
              header ->
                  exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
      String text = response.path("body").asText("");
      respond(
          exchange,
          response.path("statusCode").asInt(500),
          response.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(text)
              : utf8(text));
    }
  }

  private static boolean isOwnName(String host) {
    return host != null && OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""));
  }

  private static String event(HttpExchange exchange, byte[] body, Map<String, String> claims) {
    ObjectNode event = MAPPER.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", exchange.getRequestURI().getPath());
    event.put(
        "rawQueryString",
        exchange.getRequestURI().getRawQuery() == null
            ? ""
            : exchange.getRequestURI().getRawQuery());
    ObjectNode headers = event.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    ObjectNode context = event.putObject("requestContext");
    if (!claims.isEmpty()) {
      claims.forEach(context.putObject("authorizer").putObject("jwt").putObject("claims")::put);
    }
    ObjectNode http = context.putObject("http");
    http.put("method", exchange.getRequestMethod());
    http.put("path", exchange.getRequestURI().getPath());
    http.put("protocol", exchange.getProtocol());
    event.put("body", new String(body, StandardCharsets.UTF_8));
    event.put("isBase64Encoded", false);
    return event.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean hasNoBody = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, hasNoBody ? -1 : body.length);
    if (!hasNoBody) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    presigner.close();
  }
}
