package io.boardsift.console;

import io.boardsift.aws.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where reviewers sign in.
 *
 * @param endpoint of Amazon Cognito in the user pool's region; empty where nobody has to sign in
 * @param clientId of the page in the user pool
 * @param mfa whether the user pool asks for a code besides the password
 * @param pages the pages on which people sign in, where the console's own form is not to ask them
 */
record SignIn(Optional<URI> endpoint, String clientId, Mfa mfa, Optional<URI> pages) {
  /** Whether a user pool asks for a code of an authenticator besides the password. */
  enum Mfa {
    OFF,
    /** Of those who have set it up. */
    OPTIONAL,
    REQUIRED
  }

  /**
   * Reads the settings SIGN_IN_ENDPOINT (none, if it is not set), SIGN_IN_CLIENT_ID, SIGN_IN_MFA
   * (off, optional or required) and SIGN_IN_PAGES (none, if it is not set).
   *
   * @throws io.boardsift.aws.SettingException if one is wrong, or the second missing
   */
  static SignIn of(Settings settings) {
    Optional<URI> pages =
        settings.optional("SIGN_IN_PAGES").map(any -> settings.address("SIGN_IN_PAGES"));
    Mfa mfa = settings.choice("SIGN_IN_MFA", Mfa.OFF);
    return settings.optional("SIGN_IN_ENDPOINT").isPresent()
        ? new SignIn(
            Optional.of(settings.address("SIGN_IN_ENDPOINT")),
            settings.required("SIGN_IN_CLIENT_ID"),
            mfa,
            pages)
        : new SignIn(Optional.empty(), "", Mfa.OFF, Optional.empty());
  }

  /** What the page is told; empty where nobody has to sign in. */
  Map<String, String> forThePage() {
    if (endpoint.isEmpty()) {
      return Map.of();
    }
    Map<String, String> told = new TreeMap<>();
    told.put("endpoint", endpoint.get().toString());
    told.put("clientId", clientId);
    told.put("mfa", mfa.name().toLowerCase(Locale.ROOT));
    pages.ifPresent(address -> told.put("pages", address.toString()));
    return told;
  }
}
