package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.boardsift.aws.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The page and what belongs to it.
 *
 * @param signIn where the page lets reviewers sign in
 * @param emulator the endpoint of an emulator that photos come from; empty on AWS
 */
record Assets(SignIn signIn, Optional<URI> emulator) {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, Asset> BY_PATH =
      Map.of(
          "/", new Asset("console.html", "text/html; charset=utf-8"),
          "/console.css", new Asset("console.css", "text/css; charset=utf-8"),
          "/console.js", new Asset("console.js", SCRIPT),
          "/answers.js", new Asset("answers.js", SCRIPT),
          "/api.js", new Asset("api.js", SCRIPT),
          "/outbox.js", new Asset("outbox.js", SCRIPT),
          "/pictures.js", new Asset("pictures.js", SCRIPT),
          "/sign-in.js", new Asset("sign-in.js", SCRIPT),
          "/tasks.js", new Asset("tasks.js", SCRIPT),
          "/view.js", new Asset("view.js", SCRIPT));

  private record Asset(String resource, String type) {}

  /**
   * Reads the settings of {@link SignIn}, and AWS_ENDPOINT_URL as the SDK does.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  static Assets of(Settings settings) {
    return new Assets(
        SignIn.of(settings),
        settings.optional("AWS_ENDPOINT_URL").map(set -> settings.address("AWS_ENDPOINT_URL")));
  }

  APIGatewayV2HTTPResponse get(String path) {
    if (path.equals("/sign-in.json")) {
      return Responses.json(signIn.forThePage());
    }
    Asset asset = BY_PATH.get(path);
    if (asset == null) {
      throw new RefusedException(404, "there is no " + path);
    }
    try (InputStream content = Assets.class.getResourceAsStream(asset.resource())) {
      return Responses.asset(
          asset.type(),
          new String(content.readAllBytes(), StandardCharsets.UTF_8),
          origin(signIn.endpoint()),
          origin(emulator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address's origin, as a Content-Security-Policy adds it to others. */
  private static String origin(Optional<URI> address) {
    return address.map(known -> " " + known.getScheme() + "://" + known.getAuthority()).orElse("");
  }
}
