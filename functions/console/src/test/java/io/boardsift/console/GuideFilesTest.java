package io.boardsift.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuideFilesTest {
  @Test
  void filesAreSortedOutByTheirPaths() {
    GuideFiles files =
        GuideFiles.of(
            List.of(
                "instructions.md",
                "defects.txt",
                "pins.png",
                "examples/good-board.jpg",
                "examples/Cannot-Tell.PNG",
                "references.jpg",
                "references/line-1/cam-2.avif"));
    assertThat(files.examples())
        .isEqualTo(
            Map.of(
                "good board",
                "examples/good-board.jpg",
                "cannot tell",
                "examples/Cannot-Tell.PNG"));
    assertThat(files.references())
        .isEqualTo(Map.of("", "references.jpg", "line-1/cam-2", "references/line-1/cam-2.avif"));
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void whatIsNotUsedIsNamedWithWhy() {
    assertThat(
            GuideFiles.of(
                    List.of(
                        "examples/gud-board.jpg",
                        "examples/good-board.tif",
                        "references/a.jpg",
                        "references/a.png"))
                .problems())
        .satisfiesExactly(
            one -> assertThat(one).contains("gud-board.jpg", "good-board"),
            two -> assertThat(two).contains("good-board.tif", "type"),
            three -> assertThat(three).contains("references/a.png", "already"));
  }

  @Test
  void thereAreNoMoreReferencesThanAPageIsSent() {
    GuideFiles files =
        GuideFiles.of(IntStream.range(0, 502).mapToObj("references/%03d.jpg"::formatted).toList());
    assertThat(files.references()).hasSize(500);
    assertThat(files.problems()).hasSize(2);
  }

  @Test
  void defectsAreLinesWithoutCommentsAndNotTooMany() {
    assertThat(GuideFiles.defects("a\r\n#b\n  c  # d\n" + "x".repeat(81) + "\na\n"))
        .containsExactly("a", "c");
    assertThat(
            GuideFiles.defects(
                String.join("\n", IntStream.range(0, 30).mapToObj(i -> "d" + i).toList())))
        .hasSize(20);
  }
}
