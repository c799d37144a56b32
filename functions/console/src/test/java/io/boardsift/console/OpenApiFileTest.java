package io.boardsift.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.fixtures.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The console's OpenAPI file names what the handler knows. That bodies and answers are as it says
 * is checked on the running server by {@code infra/checks/api}.
 */
class OpenApiFileTest {
  private static final String ASSET = "/{asset}";

  /** Methods by path. */
  private final Map<String, Set<String>> paths = paths();

  private static Map<String, Set<String>> paths() {
    Path file = Path.of("openapi.yaml");
    try {
      String text =
          Files.readString(Files.exists(file) ? file : Path.of("functions/console").resolve(file));
      Map<?, ?> api = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
      return ((Map<?, ?>) api.get("paths"))
          .entrySet().stream()
              .collect(Collectors.toMap(e -> (String) e.getKey(), e -> names(e.getValue())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> names(Object map) {
    return ((Map<?, ?>) map).keySet().stream().map(String.class::cast).collect(Collectors.toSet());
  }

  @Test
  void allActionsAreInTheFileAndNoOthers() {
    TestAws aws = new TestAws();
    ConsoleHandler handler =
        new ConsoleHandler(
            aws.settings(), aws.s3(), TestAws.ACCOUNT.presigner(aws.s3Endpoint()), aws.sqs());
    Set<String> known =
        paths.keySet().stream()
            .filter(path -> path.startsWith("/api/"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).isEqualTo(handler.actions());
    assertThat(known).allSatisfy(path -> assertThat(paths.get(path)).containsExactly("post"));
  }

  @Test
  void allPartsOfThePageAreInTheFile() {
    Set<String> known = new TreeSet<>(paths.keySet());
    known.removeIf(path -> path.startsWith("/api/"));
    assertThat(known).containsExactlyInAnyOrder("/", "/sign-in.json", ASSET);
    assertThat(known).allSatisfy(path -> assertThat(paths.get(path)).containsExactly("get"));
    assertThat(Assets.paths())
        .allMatch(path -> known.contains(path) || path.matches("/[a-z-]+\\.(html|css|js)"))
        .contains("/", "/sign-in.json");
  }
}
