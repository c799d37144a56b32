package io.boardsift.console;

import io.boardsift.aws.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where reviewers sign in.
 *
 * @param endpoint of Amazon Cognito in the user pool's region; empty where nobody has to sign in
 * @param clientId of the page in the user pool
 */
record SignIn(Optional<URI> endpoint, String clientId) {
  /**
   * Reads the settings SIGN_IN_ENDPOINT (none, if it is not set) and SIGN_IN_CLIENT_ID.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong, or the second missing
   */
  static SignIn of(Settings settings) {
    return settings.optional("SIGN_IN_ENDPOINT").isPresent()
        ? new SignIn(
            Optional.of(settings.address("SIGN_IN_ENDPOINT")),
            settings.required("SIGN_IN_CLIENT_ID"))
        : new SignIn(Optional.empty(), "");
  }

  /** What the page is told; empty where nobody has to sign in. */
  Map<String, String> forThePage() {
    return endpoint
        .map(address -> Map.of("endpoint", address.toString(), "clientId", clientId))
        .orElse(Map.of());
  }
}
