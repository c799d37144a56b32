package io.boardsift.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreCommandLineTest {
  /** What a shell makes of it, a word a line. */
  private static String words(String command) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "set -- " + command + "; printf '%s|' \"$@\"").start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void plainKeysStayReadable() {
    assertThat(new RestoreCommandLine(List.of("--results", "s3://r")).of("line-1/a_b.jpg"))
        .isEqualTo("./boardsift restore --results s3://r line-1/a_b.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line 1/it's.jpg",
        "$(touch never)/`x`.jpg",
        "a\"b\\c;d&e|f.jpg",
        "~/보드 1.jpg",
        "two\nlines.jpg",
        "*"
      })
  void aShellTakesAKeyAsItIs(String key) throws IOException {
    assertThat(words(new RestoreCommandLine(List.of()).of(key)))
        .isEqualTo("./boardsift|restore|" + key + "|");
  }

  @Test
  void aKeyThatLooksLikeAnOptionIsNone() throws IOException {
    assertThat(words(new RestoreCommandLine(List.of()).of("--all")))
        .isEqualTo("./boardsift|restore|--|--all|");
  }
}
