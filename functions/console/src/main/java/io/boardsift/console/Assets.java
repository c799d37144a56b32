package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page and what belongs to it.
 *
 * @param signIn where the page lets reviewers sign in
 */
record Assets(SignIn signIn) {
  private static final Map<String, Asset> BY_PATH =
      Map.of(
          "/", new Asset("console.html", "text/html; charset=utf-8"),
          "/console.js", new Asset("console.js", "text/javascript; charset=utf-8"),
          "/sign-in.js", new Asset("sign-in.js", "text/javascript; charset=utf-8"),
          "/console.css", new Asset("console.css", "text/css; charset=utf-8"));

  private record Asset(String resource, String type) {}

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
          signIn.origin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
