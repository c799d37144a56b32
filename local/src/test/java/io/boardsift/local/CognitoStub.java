package io.boardsift.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user pool of one person, invited with a first password to be changed, that speaks Cognito's
 * JSON protocol as far as signing in needs it: passwords, first and forgotten ones, authenticators.
 * What AWS's own model of the API does not allow in a request is refused and kept in {@link
 * #violations}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html">Operations</a>
 */
final class CognitoStub implements AutoCloseable {
  static final String CLIENT = "client1";
  static final String EMAIL = "reviewer@example.com";
  static final String FIRST_PASSWORD = "first password";
  static final String MAILED_CODE = "654321";

  /** As Cognito names a person whose mail address is an alias. */
  private static final String USERNAME = "5d9a2f0e-77aa-4c1b-9a8e-1c2d3e4f5a6b";

  private static final String KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSW";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The fields of each request, as AWS's model of the API has them. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "InitiateAuth", Set.of("ClientId", "AuthFlow", "AuthParameters"),
          "RespondToAuthChallenge",
              Set.of("ClientId", "ChallengeName", "Session", "ChallengeResponses"),
          "AssociateSoftwareToken", Set.of("AccessToken", "Session"),
          "VerifySoftwareToken", Set.of("AccessToken", "Session", "UserCode"),
          "SetUserMFAPreference", Set.of("AccessToken", "SoftwareTokenMfaSettings"),
          "ForgotPassword", Set.of("ClientId", "Username"),
          "ConfirmForgotPassword", Set.of("ClientId", "Username", "ConfirmationCode", "Password"),
          "RevokeToken", Set.of("ClientId", "Token"));

  /** Which operations were asked for, in order. */
  final List<String> operations = new CopyOnWriteArrayList<>();

  /**
   * All requests of this run, each with its operation, to be held against AWS's own model of them.
   */
  static final Set<String> REQUESTS = ConcurrentHashMap.newKeySet();

  /** What no client of Cognito may send. */
  final List<String> violations = new CopyOnWriteArrayList<>();

  final PoolTokens tokens;

  private final HttpServer server;
  private final int secondsToLive;
  private final boolean isMfaRequired;
  private final Set<String> sessions = new HashSet<>();
  private final Map<String, Refusal> nextRefusals = new HashMap<>();
  private String password = FIRST_PASSWORD;
  private boolean isFirst = true;
  private boolean hasAuthenticator;
  private boolean isKeyVerified;
  private long lastPeriod;

  /** A request that is not carried out, as Cognito says it: by an exception's name and words. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String exception;

    private Refusal(String exception, String message) {
      super(message);
      this.exception = exception;
    }
  }

  /**
   * Starts a pool.
   *
   * @param secondsToLive of its tokens
   * @param isMfaRequired whether the pool asks everybody for the code of an authenticator
   */
  CognitoStub(int secondsToLive, boolean isMfaRequired, String... groups) throws IOException {
    this.secondsToLive = secondsToLive;
    this.isMfaRequired = isMfaRequired;
    this.tokens = PoolTokens.of(groups);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** From now on the person has this password, and no first one. */
  synchronized void has(String newPassword) {
    password = newPassword;
    isFirst = false;
  }

  /** From now on the person has an authenticator. */
  synchronized Totp hasAuthenticator() {
    hasAuthenticator = true;
    return new Totp(KEY);
  }

  /** The next request of this kind is refused. */
  synchronized void refuseNext(String operation, String exception, String message) {
    nextRefusals.put(operation, new Refusal(exception, message));
  }

  /** What was begun has to be begun again. */
  synchronized void endSessions() {
    sessions.clear();
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
      if (!target.startsWith("AWSCognitoIdentityProviderService.")
          || !"application/x-amz-json-1.1"
              .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        violations.add("not in Cognito's protocol: " + target);
      }
      int status = 200;
      ObjectNode body;
      try {
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        REQUESTS.add(MAPPER.createObjectNode().set(operation, request).toString());
        body = answer(operation, request);
      } catch (Refusal refusal) {
        status = 400;
        body =
            MAPPER
                .createObjectNode()
                .put("__type", refusal.exception)
                .put("message", refusal.getMessage());
      }
      byte[] bytes = MAPPER.writeValueAsBytes(body);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized ObjectNode answer(String operation, JsonNode request) {
    Refusal planned = nextRefusals.remove(operation);
    if (planned != null) {
      throw planned;
    }
    check(operation, request);
    return switch (operation) {
      case "InitiateAuth" -> initiate(request.path("AuthParameters"), text(request, "AuthFlow"));
      case "RespondToAuthChallenge" -> respond(request, request.path("ChallengeResponses"));
      case "AssociateSoftwareToken" -> {
        requireWho(request);
        isKeyVerified = false;
        yield withSession(MAPPER.createObjectNode().put("SecretCode", KEY), request);
      }
      case "VerifySoftwareToken" -> {
        requireWho(request);
        requireCode(text(request, "UserCode"), "EnableSoftwareTokenMFAException", "Code mismatch");
        isKeyVerified = true;
        yield withSession(MAPPER.createObjectNode().put("Status", "SUCCESS"), request);
      }
      case "SetUserMFAPreference" -> {
        requireWho(request);
        hasAuthenticator =
            isKeyVerified && request.at("/SoftwareTokenMfaSettings/Enabled").asBoolean();
        yield MAPPER.createObjectNode();
      }
      case "ForgotPassword" -> {
        ObjectNode answer = MAPPER.createObjectNode();
        answer
            .putObject("CodeDeliveryDetails")
            .put("Destination", "r***@e***")
            .put("DeliveryMedium", "EMAIL");
        yield answer;
      }
      case "ConfirmForgotPassword" -> {
        if (!text(request, "Username").equals(EMAIL)
            || !text(request, "ConfirmationCode").equals(MAILED_CODE)) {
          throw new Refusal(
              "CodeMismatchException", "Invalid verification code provided, please try again.");
        }
        choose(text(request, "Password"));
        yield MAPPER.createObjectNode();
      }
      default -> MAPPER.createObjectNode();
    };
  }

  /** Holds a request against AWS's model of it. */
  private void check(String operation, JsonNode request) {
    request
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.getOrDefault(operation, Set.of()).contains(field)) {
                violations.add(operation + " has no " + field);
              }
            });
    if (FIELDS.get(operation).contains("ClientId") && !text(request, "ClientId").equals(CLIENT)) {
      throw new Refusal("ResourceNotFoundException", "User pool client does not exist.");
    }
    if (request.has("Session") && text(request, "Session").length() < 20) {
      violations.add(operation + ": a session has at least 20 characters");
    }
    if (request.has("UserCode") && !text(request, "UserCode").matches("[0-9]{6}")) {
      throw new Refusal("InvalidParameterException", "userCode has to be six digits");
    }
    if (FIELDS.get(operation).contains("AccessToken")
        && FIELDS.get(operation).contains("Session")
        && request.has("Session") == request.has("AccessToken")) {
      violations.add(operation + " takes either a session or a token");
    }
  }

  private ObjectNode initiate(JsonNode parameters, String flow) {
    if (flow.equals("REFRESH_TOKEN_AUTH")) {
      if (text(parameters, "REFRESH_TOKEN").equals("refresh")) {
        return granted(false);
      }
      throw new Refusal("NotAuthorizedException", "Refresh Token has been revoked");
    }
    if (!flow.equals("USER_PASSWORD_AUTH")
        || !text(parameters, "USERNAME").equals(EMAIL)
        || !text(parameters, "PASSWORD").equals(password)) {
      throw new Refusal("NotAuthorizedException", "Incorrect username or password.");
    }
    return isFirst ? challenge("NEW_PASSWORD_REQUIRED") : afterThePassword();
  }

  private ObjectNode afterThePassword() {
    if (hasAuthenticator) {
      return challenge("SOFTWARE_TOKEN_MFA");
    }
    return isMfaRequired ? challenge("MFA_SETUP") : granted(true);
  }

  private ObjectNode respond(JsonNode request, JsonNode responses) {
    String session = text(request, "Session");
    if (!sessions.contains(session)) {
      throw new Refusal(
          "NotAuthorizedException", "Invalid session for the user, session is expired.");
    }
    if (!Set.of(EMAIL, USERNAME).contains(text(responses, "USERNAME"))) {
      throw new Refusal("InvalidParameterException", "Missing required parameter USERNAME");
    }
    return switch (text(request, "ChallengeName")) {
      case "NEW_PASSWORD_REQUIRED" -> {
        choose(text(responses, "NEW_PASSWORD"));
        yield afterThePassword();
      }
      case "SOFTWARE_TOKEN_MFA" -> {
        requireCode(
            text(responses, "SOFTWARE_TOKEN_MFA_CODE"),
            "CodeMismatchException",
            "Invalid code received for user");
        yield granted(true);
      }
      case "MFA_SETUP" -> {
        if (!isKeyVerified) {
          throw new Refusal("InvalidParameterException", "No authenticator is verified");
        }
        hasAuthenticator = true;
        yield granted(true);
      }
      default -> throw new Refusal("InvalidParameterException", "no such challenge");
    };
  }

  /** The password's policy is that of template.yaml. */
  private void choose(String chosen) {
    for (String[] rule :
        new String[][] {
          {".{12,}", "Password not long enough"},
          {".*[A-Z].*", "Password must have uppercase characters"},
          {".*[a-z].*", "Password must have lowercase characters"},
          {".*[0-9].*", "Password must have numeric characters"}
        }) {
      if (!chosen.matches(rule[0])) {
        throw new Refusal(
            "InvalidPasswordException", "Password did not conform with policy: " + rule[1]);
      }
    }
    has(chosen);
  }

  /** As Cognito takes codes: a little early or late, and each one once. */
  private void requireCode(String code, String exception, String message) {
    long now = Totp.period();
    for (long period = now - 1; period <= now + 1; period++) {
      if (new Totp(KEY).code(period).equals(code)) {
        if (period <= lastPeriod) {
          throw new Refusal(
              "ExpiredCodeException", "Your software token has already been used once.");
        }
        lastPeriod = period;
        return;
      }
    }
    throw new Refusal(exception, message);
  }

  private void requireWho(JsonNode request) {
    boolean isKnown =
        request.has("Session")
            ? sessions.contains(text(request, "Session"))
            : tokens.isGiven(text(request, "AccessToken"));
    if (!isKnown) {
      throw new Refusal("NotAuthorizedException", "Invalid session for the user.");
    }
  }

  private ObjectNode challenge(String name) {
    ObjectNode answer = MAPPER.createObjectNode().put("ChallengeName", name);
    ObjectNode parameters = answer.put("Session", newSession()).putObject("ChallengeParameters");
    parameters.put("USER_ID_FOR_SRP", USERNAME);
    if (name.equals("MFA_SETUP")) {
      parameters.put("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]");
    }
    return answer;
  }

  private ObjectNode withSession(ObjectNode answer, JsonNode request) {
    return request.has("Session") ? answer.put("Session", newSession()) : answer;
  }

  private String newSession() {
    String session = "session-" + UUID.randomUUID();
    sessions.add(session);
    return session;
  }

  private ObjectNode granted(boolean isNew) {
    ObjectNode answer = MAPPER.createObjectNode();
    ObjectNode result =
        answer
            .putObject("AuthenticationResult")
            .put("AccessToken", tokens.give())
            .put("ExpiresIn", secondsToLive)
            .put("TokenType", "Bearer");
    if (isNew) {
      result.put("RefreshToken", "refresh");
    }
    return answer;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
