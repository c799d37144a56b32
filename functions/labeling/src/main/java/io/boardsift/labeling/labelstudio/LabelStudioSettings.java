package io.boardsift.labeling.labelstudio;

import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Which project people label in.
 *
 * @param url where Label Studio is, without a slash at its end
 * @param project the project's number, from 1
 * @param token reads the token of the user in whose name it is asked; a secret, never logged
 */
record LabelStudioSettings(URI url, long project, Supplier<String> token) {
  /**
   * Reads LABEL_STUDIO_URL, LABEL_STUDIO_PROJECT, and LABEL_STUDIO_SECRET, the name of a secret of
   * Secrets Manager that holds the token, or on one machine LABEL_STUDIO_TOKEN, the token itself.
   *
   * @throws SettingException if one is wrong
   */
  static LabelStudioSettings of(Settings settings) {
    settings.required("LABEL_STUDIO_PROJECT");
    return new LabelStudioSettings(
        url(settings),
        settings.whole("LABEL_STUDIO_PROJECT", 0, 1, Integer.MAX_VALUE),
        token(settings));
  }

  private static URI url(Settings settings) {
    URI url = settings.address("LABEL_STUDIO_URL");
    boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!isWeb || url.getRawUserInfo() != null || url.getRawQuery() != null) {
      throw new SettingException(
          "LABEL_STUDIO_URL",
          "is not the address of a web server",
          "one like https://label-studio.example.com is needed, without a user and a query");
    }
    return URI.create(url.toString().replaceFirst("/+$", ""));
  }

  private static Supplier<String> token(Settings settings) {
    if (settings.optional("LABEL_STUDIO_TOKEN").isPresent()) {
      String token = settings.required("LABEL_STUDIO_TOKEN");
      return () -> token;
    }
    return Secret.of(
        settings,
        settings.required("LABEL_STUDIO_SECRET"),
        DefaultCredentialsProvider.builder().build());
  }
}
