package io.boardsift.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.Settings;
import io.boardsift.console.Responses.Origins;
import io.boardsift.sift.Photo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The page and what belongs to it.
 *
 * @param signIn where the page lets reviewers sign in
 * @param origins what the page may talk to and show besides its own origin
 */
record Assets(SignIn signIn, Origins origins) {
  private static final String PAGE = "text/html; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String SIGN_IN = "/sign-in.json";
  private static final Map<String, Asset> BY_PATH = byPath();

  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private record Asset(String resource, String type) {}

  private static Map<String, Asset> byPath() {
    Map<String, Asset> assets = new HashMap<>();
    assets.put("/", new Asset("console.html", PAGE));
    assets.put("/owner.html", new Asset("owner.html", PAGE));
    assets.put("/console.css", new Asset("console.css", STYLE));
    assets.put("/owner.css", new Asset("owner.css", STYLE));
    for (String script :
        List.of(
            "answered",
            "answers",
            "api",
            "cognito",
            "conflicts",
            "console",
            "gallery",
            "grid",
            "guide",
            "help",
            "history",
            "keys",
            "marks",
            "outbox",
            "owner",
            "owner-link",
            "pictures",
            "reference",
            "sign-in",
            "sign-in-form",
            "sign-in-pages",
            "tasks",
            "view")) {
      assets.put("/" + script + ".js", new Asset(script + ".js", SCRIPT));
    }
    return Map.copyOf(assets);
  }

  /**
   * Reads the settings of {@link SignIn}.
   *
   * @param buckets that photos and previews come from
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  static Assets of(Settings settings, S3Presigner presigner, Stream<String> buckets) {
    SignIn signIn = SignIn.of(settings);
    return new Assets(
        signIn,
        new Origins(
            buckets
                .map(bucket -> origin(PhotosBucket.address(presigner, sample(bucket), BRIEFLY)))
                .distinct()
                .collect(Collectors.joining(" ")),
            Stream.of(signIn.endpoint(), signIn.pages())
                .flatMap(Optional::stream)
                .map(Assets::origin)
                .distinct()
                .collect(Collectors.joining(" "))));
  }

  /** Some photo, since a bucket's host is known by the addresses of what is in it. */
  private static Photo sample(String bucket) {
    return new Photo(bucket, "photo", "", "", 0);
  }

  /** The paths of all there is. */
  static Set<String> paths() {
    Set<String> paths = new HashSet<>(BY_PATH.keySet());
    paths.add(SIGN_IN);
    return paths;
  }

  boolean isThere(String path) {
    return path.equals(SIGN_IN) || BY_PATH.containsKey(path);
  }

  /** Something that {@link #isThere}. */
  APIGatewayV2HTTPResponse get(String path) {
    if (path.equals(SIGN_IN)) {
      return Responses.json(signIn.forThePage());
    }
    Asset asset = BY_PATH.get(path);
    try (InputStream content = Assets.class.getResourceAsStream(asset.resource())) {
      return Responses.asset(
          asset.type(), new String(content.readAllBytes(), StandardCharsets.UTF_8), origins);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }
}
