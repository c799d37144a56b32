package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page and what belongs to it. */
final class Assets {
  private static final Map<String, Asset> BY_PATH =
      Map.of(
          "/", new Asset("console.html", "text/html; charset=utf-8"),
          "/console.js", new Asset("console.js", "text/javascript; charset=utf-8"),
          "/console.css", new Asset("console.css", "text/css; charset=utf-8"));

  private Assets() {}

  private record Asset(String resource, String type) {}

  static APIGatewayV2HTTPResponse get(String path) {
    Asset asset = BY_PATH.get(path);
    if (asset == null) {
      throw new RefusedException(404, "there is no " + path);
    }
    try (InputStream content = Assets.class.getResourceAsStream(asset.resource())) {
      return Responses.asset(
          asset.type(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
