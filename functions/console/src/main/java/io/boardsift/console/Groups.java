package io.boardsift.console;

import java.util.List;
import java.util.Map;

/** The groups of the user pool that somebody is a member of, as the token says. */
final class Groups {
  private Groups() {}

  /**
   * API Gateway hands a list on as text, {@code [owner reviewer]}. Names of groups have no spaces.
   *
   * @param claims of the token, as API Gateway's authorizer hands them on
   */
  static List<String> of(Map<String, String> claims) {
    String text = claims.getOrDefault("cognito:groups", "").strip();
    boolean isList = text.startsWith("[") && text.endsWith("]");
    return List.of((isList ? text.substring(1, text.length() - 1) : text).split("[\\s,]+"));
  }
}
