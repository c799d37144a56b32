package io.boardsift.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access tokens of a user pool of one person, and the claims that API Gateway's authorizer
 * reads out of them.
 *
 * @param groups of the person
 */
record PoolTokens(List<String> groups, Set<String> given) implements ConsoleServer.Authorizer {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NAME = "jürgen";

  static PoolTokens of(String... groups) {
    return new PoolTokens(List.of(groups), ConcurrentHashMap.newKeySet());
  }

  /** A new one: three parts, of which the middle one is who it is for, in JSON. */
  String give() {
    ObjectNode claims = MAPPER.createObjectNode().put("username", NAME);
    if (!groups.isEmpty()) {
      groups.forEach(claims.putArray("cognito:groups")::add);
    }
    try {
      String middle =
          Base64.getUrlEncoder().withoutPadding().encodeToString(MAPPER.writeValueAsBytes(claims));
      String token = "header" + given.size() + "." + middle + ".signature";
      given.add(token);
      return token;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  boolean isGiven(String token) {
    return given.contains(token);
  }

  @Override
  public Optional<Map<String, String>> claims(String authorization) {
    if (authorization == null || !isGiven(authorization.replaceFirst("^Bearer ", ""))) {
      return Optional.empty();
    }
    return Optional.of(
        groups.isEmpty()
            ? Map.of("username", NAME)
            : Map.of("username", NAME, "cognito:groups", "[" + String.join(" ", groups) + "]"));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
