package io.boardsift.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user pool of one person, invited with a first password to be changed, that speaks Cognito's
 * JSON protocol as far as signing in needs it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html">InitiateAuth</a>
 */
final class CognitoStub implements AutoCloseable {
  static final String CLIENT = "client-1";
  static final String EMAIL = "reviewer@example.com";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Which operations were asked for, in order. */
  final List<String> operations = new CopyOnWriteArrayList<>();

  /** The middle of a token, as Cognito has it: who it is for. */
  private static final String CLAIMS =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("{\"username\":\"jürgen\"}".getBytes(StandardCharsets.UTF_8));

  private final AtomicInteger tokens = new AtomicInteger();
  private final HttpServer server;
  private final int secondsToLive;
  private String password = "first password";
  private boolean isFirst = true;

  CognitoStub(int secondsToLive) throws IOException {
    this.secondsToLive = secondsToLive;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Whether a header carries a token that this pool gave out. */
  boolean grants(String authorization) {
    return authorization != null
        && authorization.matches("Bearer token-\\d+\\." + CLAIMS + "\\.signature");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      operations.add(operation);
      JsonNode request = MAPPER.readTree(exchange.getRequestBody());
      String answer =
          request.path("ClientId").asText().equals(CLIENT) ? answer(operation, request) : "";
      boolean isRefusal = answer.isEmpty();
      byte[] body =
          (isRefusal
                  ? "{\"__type\":\"NotAuthorizedException\",\"message\":\"Incorrect username or password.\"}"
                  : answer)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(isRefusal ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized String answer(String operation, JsonNode request) {
    JsonNode parameters = request.path("AuthParameters");
    JsonNode responses = request.path("ChallengeResponses");
    return switch (operation) {
      case "InitiateAuth" ->
          switch (request.path("AuthFlow").asText()) {
            case "REFRESH_TOKEN_AUTH" ->
                parameters.path("REFRESH_TOKEN").asText().equals("refresh") ? granted("") : "";
            case "USER_PASSWORD_AUTH" ->
                parameters.path("USERNAME").asText().equals(EMAIL)
                        && parameters.path("PASSWORD").asText().equals(password)
                    ? first()
                    : "";
            default -> "";
          };
      case "RespondToAuthChallenge" -> {
        if (!request.path("Session").asText().equals("session-1")) {
          yield "";
        }
        password = responses.path("NEW_PASSWORD").asText();
        isFirst = false;
        yield granted(",\"RefreshToken\":\"refresh\"");
      }
      case "RevokeToken" -> "{}";
      default -> "";
    };
  }

  private String first() {
    return isFirst
        ? "{\"ChallengeName\":\"NEW_PASSWORD_REQUIRED\",\"Session\":\"session-1\",\"ChallengeParameters\":{}}"
        : granted(",\"RefreshToken\":\"refresh\"");
  }

  private String granted(String more) {
    return """
        {"AuthenticationResult":{"AccessToken":"token-%d.%s.signature","ExpiresIn":%d,"TokenType":"Bearer"%s}}
        """
        .formatted(tokens.incrementAndGet(), CLAIMS, secondsToLive, more);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
