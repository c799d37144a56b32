package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
  @TempDir private Path folder;

  @Test
  void theLogIsNeverMuchLargerThanItsLimitAndLinesStayWhole() throws IOException {
    Path file = folder.resolve("log");
    try (RotatingFile log = new RotatingFile(file, 100)) {
      for (int i = 100; i < 200; i++) {
        // In pieces that know nothing of lines, as a buffer writes them.
        log.write(("line " + i).getBytes(StandardCharsets.UTF_8));
        log.write(("\nand " + i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    List<String> lines = Files.readAllLines(folder.resolve("log.1"));
    lines.addAll(Files.readAllLines(file));
    List<String> all =
        IntStream.range(100, 200)
            .boxed()
            .flatMap(i -> List.of("line " + i, "and " + i).stream())
            .toList();
    assertThat(lines).isEqualTo(all.subList(all.size() - lines.size(), all.size()));
    assertThat(Files.size(file)).isLessThan(200);
    assertThat(Files.size(folder.resolve("log.1"))).isBetween(80L, 200L);
    assertThat(folder).isDirectoryNotContaining("glob:**log.2");
  }
}
