package io.boardsift.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The pages of a user pool's domain: an authorization server for one public client, which has to
 * prove by PKCE that who redeems a code is who asked for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html">/oauth2/authorize</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html">/oauth2/token</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html">/logout</a>
 */
final class SignInPages implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final PoolTokens tokens;

  /** The paths that were asked for, in order; a token's with its grant. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final int secondsToLive;
  private volatile String callback = "";
  private volatile boolean isRevoked;

  SignInPages(int secondsToLive, String... groups) throws IOException {
    this.secondsToLive = secondsToLive;
    this.tokens = PoolTokens.of(groups);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The only address that the client may be sent back to, character for character. */
  void allow(URI address) {
    callback = address.toString();
  }

  /** No token is given any more for a refresh token. */
  void revoke() {
    isRevoked = true;
  }

  /** A code that somebody else asked for. */
  String codeOfSomebodyElse() {
    String code = UUID.randomUUID().toString();
    codes.put(code, Map.of("code_challenge", challenge("x".repeat(43)), "redirect_uri", callback));
    return code;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/oauth2/authorize" -> authorize(exchange);
        case "/signed-in" -> signedIn(exchange);
        case "/oauth2/token" -> token(exchange);
        case "/logout" -> {
          requests.add("/logout");
          Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
          boolean isAllowed =
              CognitoStub.CLIENT.equals(query.get("client_id"))
                  && callback.equals(query.get("logout_uri"));
          redirect(exchange, isAllowed ? callback : "/error");
        }
        default -> respond(exchange, 400, "text/html", "An error was encountered");
      }
    }
  }

  /** What is not as registered is not sent back, but told here. */
  private void authorize(HttpExchange exchange) throws IOException {
    requests.add("/oauth2/authorize");
    String text = exchange.getRequestURI().getRawQuery();
    Map<String, String> query = form(text);
    boolean isGood =
        "code".equals(query.get("response_type"))
            && CognitoStub.CLIENT.equals(query.get("client_id"))
            && callback.equals(query.get("redirect_uri"))
            && "openid".equals(query.get("scope"))
            && "S256".equals(query.get("code_challenge_method"))
            && query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}")
            && query.getOrDefault("state", "").length() >= 32;
    respond(
        exchange,
        isGood ? 200 : 400,
        "text/html",
        isGood
            ? "<a id=in href='/signed-in?%s'>In</a> <a id=no href='/signed-in?no=1&%s'>No</a>"
                .formatted(text.replace("&", "&amp;"), text.replace("&", "&amp;"))
            : "redirect_mismatch");
  }

  private void signedIn(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String state = "state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
    if (query.containsKey("no")) {
      redirect(exchange, callback + "?error=access_denied&error_description=You+may+not&" + state);
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, query);
    redirect(exchange, callback + "?code=" + code + "&" + state);
  }

  private void token(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String grant = form.getOrDefault("grant_type", "");
    requests.add("/oauth2/token " + grant);
    boolean isForm =
        exchange
            .getRequestHeaders()
            .getFirst("Content-Type")
            .startsWith("application/x-www-form-urlencoded");
    boolean isGranted =
        isForm
            && CognitoStub.CLIENT.equals(form.get("client_id"))
            && switch (grant) {
              case "authorization_code" -> isRedeemed(form);
              case "refresh_token" -> "refresh".equals(form.get("refresh_token")) && !isRevoked;
              default -> false;
            };
    ObjectNode answer = MAPPER.createObjectNode();
    if (isGranted) {
      answer.put("access_token", tokens.give()).put("token_type", "Bearer");
      answer.put("expires_in", secondsToLive);
      if (grant.equals("authorization_code")) {
        answer.put("refresh_token", "refresh");
      }
    } else {
      answer.put("error", "invalid_grant");
    }
    respond(exchange, isGranted ? 200 : 400, "application/json", answer.toString());
  }

  /** A code is good for once, at the same address, and for who knows its verifier. */
  private boolean isRedeemed(Map<String, String> form) {
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    return asked != null
        && asked.get("redirect_uri").equals(form.get("redirect_uri"))
        && asked.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : (text == null ? "" : text).split("&", -1)) {
      String[] parts = field.split("=", 2);
      fields.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void respond(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
