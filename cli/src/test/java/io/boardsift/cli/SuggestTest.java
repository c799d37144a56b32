package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.MadeUpPhoto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {
  private static final int BOARDS = 24;
  private static final int OTHERS = 40;

  @TempDir private static Path photos;
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  /** Drawn ones, from four cameras each. */
  @BeforeAll
  static void labelPhotos() throws IOException {
    draw(new MadeUpDay(BOARDS, 0, 1), "boards");
    draw(new MadeUpDay(OTHERS, 1, 2), "others");
  }

  private static void draw(MadeUpDay day, String label) throws IOException {
    for (int i = 0; i < day.size(); i++) {
      MadeUpPhoto photo = day.photo(i);
      Path file = photos.resolve(label).resolve("camera-" + i % 4).resolve(i + ".jpg");
      Files.createDirectories(file.getParent());
      Files.write(file, photo.bytes());
    }
  }

  private int suggest(Object... more) {
    String[] words =
        Stream.concat(
                Stream.of(
                    "suggest",
                    "--boards",
                    photos.resolve("boards"),
                    "--others",
                    photos.resolve("others")),
                Arrays.stream(more))
            .map(Object::toString)
            .toArray(String[]::new);
    return Boardsift.execute(new PrintWriter(out), new PrintWriter(err), words);
  }

  @Test
  void writesRulesThatTellTheirCountsAndBound() throws IOException {
    Path rules = folder.resolve("suggested.yaml");
    Path json = folder.resolve("s.json");
    assertThat(suggest("--out", rules, "--max-board-loss", 0.3, "--json", json)).isZero();

    assertThat(Files.readString(rules)).contains("# Deletes ", " kept aside: at most ");
    assertThat(
            Boardsift.execute(
                new PrintWriter(out), new PrintWriter(err), "rules", "check", rules.toString()))
        .isZero();
    JsonNode keptAside = new ObjectMapper().readTree(Files.readString(json));
    assertThat(keptAside.path("boards").path("total").asInt()).isEqualTo(BOARDS);
    assertThat(keptAside.path("boards").path("upper95").asDouble()).isLessThanOrEqualTo(0.3);
    assertThat(keptAside.path("others").path("total").asInt()).isEqualTo(OTHERS);
    assertThat(keptAside.path("others").path("deleted").asInt()).isPositive();
    assertThat(out.toString()).contains("On sources kept aside", "+  - name: ");
  }

  @Test
  void refusesToPromiseWhatSoFewBoardsCannotShow() {
    Path rules = folder.resolve("suggested.yaml");
    assertThat(suggest("--out", rules)).isEqualTo(1);
    assertThat(out.toString())
        .contains("24 boards cannot show less than 12 % lost: collect 299, or accept with");
    assertThat(rules).doesNotExist();
  }

  @Test
  void keepsWhatAPersonWroteToTheLetter() throws IOException {
    Path mine = folder.resolve("mine.yaml");
    String written =
        "# Ours.\nrules:\n- name: dark   # night shift\n  when: brightness below 0.02\n  then: review";
    Files.writeString(mine, written);
    Path rules = folder.resolve("both.yaml");
    assertThat(suggest("--rules", mine, "--out", rules, "--max-board-loss", 0.3)).isZero();
    assertThat(Files.readString(rules)).startsWith(written + "\n\n# Deletes ");
    assertThat(Files.readString(mine)).isEqualTo(written);
  }

  @Test
  void aListInBracketsCannotBeAddedTo() throws IOException {
    Path mine = folder.resolve("mine.yaml");
    Files.writeString(mine, "rules: [{name: dark, when: brightness below 0.02, then: review}]");
    assertThat(suggest("--rules", mine, "--out", folder.resolve("both.yaml"))).isEqualTo(2);
    assertThat(err.toString()).contains("mine.yaml", "brackets");
  }

  @Test
  void aShareOutOfRangeIsWrongUsage() {
    assertThat(suggest("--out", folder.resolve("s.yaml"), "--max-board-loss", 1.5)).isEqualTo(2);
    assertThat(err.toString()).contains("--max-board-loss", "1.5");
  }
}
