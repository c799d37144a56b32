package io.boardsift.console;

import io.boardsift.aws.Settings;
import java.util.Map;

/**
 * Who owns a deployment: on AWS the members of the user pool's group {@value #GROUP}. Where nobody
 * signs in, everybody does.
 *
 * @param isEverybody whether nobody has to sign in
 */
record Owners(boolean isEverybody) {
  static final String GROUP = "owner";

  /**
   * Reads the settings of {@link SignIn}.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  static Owners of(Settings settings) {
    return new Owners(SignIn.of(settings).endpoint().isEmpty());
  }

  /** Who is signed in; empty where nobody is. */
  static String name(Map<String, String> claims) {
    return claims.getOrDefault("username", claims.getOrDefault("sub", ""));
  }

  /**
   * Lets owners pass.
   *
   * @param claims of the token, as API Gateway's authorizer hands them on
   * @throws RefusedException 403 for everybody else
   */
  void require(Map<String, String> claims) {
    if (!isEverybody && !Groups.of(claims).contains(GROUP)) {
      throw new RefusedException(
          403, "this is for owners: whoever runs Boardsift can put you into the group " + GROUP);
    }
  }
}
