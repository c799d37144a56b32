package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.emulator.photos.Subject;
import io.boardsift.fixtures.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private Path boards;
  private Path others;

  @BeforeEach
  void labelPhotos() throws IOException {
    boards = folder.resolve("boards");
    others = folder.resolve("others");
    Files.createDirectories(boards.resolve("line-1"));
    Files.createDirectories(boards.resolve("line-2"));
    Files.createDirectories(others);
    Files.write(boards.resolve("line-1/board.jpg"), Pictures.board());
    Files.write(boards.resolve("line-2/lid-was-on.jpg"), Pictures.black());
    Files.write(
        boards.resolve("line-2/cut.jpg"),
        Arrays.copyOf(Pictures.board(), Pictures.board().length / 2));
    Files.write(others.resolve("black.jpg"), Pictures.black());
    Files.write(others.resolve("text.jpg"), Pictures.text("no photo"));
    Files.write(others.resolve("looks-like-one.jpg"), Pictures.board());
  }

  private int evaluate(Object... more) {
    String[] words =
        Stream.concat(
                Stream.of("evaluate", "--boards", boards, "--others", others), Arrays.stream(more))
            .map(Object::toString)
            .toArray(String[]::new);
    return Boardsift.execute(new PrintWriter(out), new PrintWriter(err), words);
  }

  @Test
  void countsWhatIsTrimmedAndLostAndBounds() throws IOException {
    Path json = folder.resolve("e.json");
    assertThat(evaluate("--json", json)).isZero();

    JsonNode evaluation = new ObjectMapper().readTree(Files.readString(json));
    assertThat(evaluation.path("boards").path("total").asInt()).isEqualTo(3);
    assertThat(evaluation.path("boards").path("deleted").asInt()).isEqualTo(1);
    assertThat(evaluation.path("boards").path("upper95").asDouble()).isBetween(0.86, 0.87);
    assertThat(evaluation.path("others").path("total").asInt()).isEqualTo(3);
    assertThat(evaluation.path("others").path("deleted").asInt()).isEqualTo(2);
    assertThat(evaluation.path("lostBoards"))
        .singleElement()
        .extracting(JsonNode::asText)
        .isEqualTo(boards.resolve("line-2/lid-was-on.jpg").toString());
    JsonNode blank = rule(evaluation, "blank");
    assertThat(blank.path("boards").asInt()).isEqualTo(1);
    assertThat(blank.path("others").asInt()).isEqualTo(1);
    assertThat(rule(evaluation, "not-a-photo").path("others").asInt()).isEqualTo(1);
  }

  private static JsonNode rule(JsonNode evaluation, String name) {
    for (JsonNode rule : evaluation.path("rules")) {
      if (rule.path("rule").asText().equals(name)) {
        return rule;
      }
    }
    throw new AssertionError("no rule " + name + " in " + evaluation);
  }

  @Test
  void aDamagedFileIsLeftToPeople() throws IOException {
    assertThat(evaluate()).isZero();
    assertThat(out.toString()).contains("unreadable      1: people see them");
  }

  @Test
  void tellsEachSourceByItself() throws IOException {
    assertThat(evaluate()).isZero();
    assertThat(out.toString()).contains("0/1  line-1", "1/2  line-2");
  }

  @Test
  void asksTheRulesNamed() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "rules: [{name: large, when: width above 10, then: delete}]");
    assertThat(evaluate("--rules", rules, "--json", "-")).isZero();
    JsonNode evaluation = new ObjectMapper().readTree(out.toString());
    assertThat(evaluation.path("boards").path("deleted").asInt()).isEqualTo(3);
    assertThat(evaluation.path("rules")).hasSize(1);
  }

  @Test
  void rulesThatWereNotAskedAreSaidToBeUntried() throws IOException {
    assertThat(evaluate("--json", "-")).isZero();
    JsonNode evaluation = new ObjectMapper().readTree(out.toString());
    assertThat(rule(evaluation, "blank").path("tried").asBoolean()).isTrue();
    assertThat(rule(evaluation, "thrown-away-before").path("tried").asBoolean()).isFalse();
    assertThat(rule(evaluation, "model-sees-no-board").path("tried").asBoolean()).isFalse();
  }

  @Test
  void aMemoryLearnsFromTheAnswersThatRulesLeaveToPeople() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules, "rules: [{name: seen, when: third-nearest-not-a-board below 16, then: delete}]");
    for (int i = 0; i < 5; i++) {
      Files.write(others.resolve("again-" + i + ".jpg"), Pictures.of(Subject.EMPTY_BENCH));
    }
    assertThat(evaluate("--rules", rules, "--memory", "--json", "-")).isZero();
    JsonNode seen = rule(new ObjectMapper().readTree(out.toString()), "seen");
    assertThat(seen.path("others").asInt()).isEqualTo(2);
    assertThat(seen.path("tried").asBoolean()).isTrue();
  }

  @Test
  void itsPageShowsWhatWasLostWithItsValues() throws IOException {
    Path report = folder.resolve("pages/e.html");
    assertThat(evaluate("--report", report)).isZero();
    assertThat(Files.readString(report))
        .contains("Boards lost", "<b class=\"name\">lid-was-on.jpg</b>", "data:image/", "<polyline")
        .contains("The whole photo is one tone.", "rule blank, very clearly")
        .containsPattern("contrast 0[0-9.]* \\(the rule asks: contrast below 0.06\\)");
  }

  @Test
  void sharesAreForPeople() throws IOException {
    Files.delete(boards.resolve("line-1/board.jpg"));
    Files.delete(boards.resolve("line-2/cut.jpg"));
    Path report = folder.resolve("e.html");
    assertThat(evaluate("--report", report)).isZero();
    assertThat(out.toString()).contains("1 of 1: at most 100 % of such boards");
    assertThat(Files.readString(report)).doesNotContainPattern("[0-9]e[+-][0-9]");
  }

  @Test
  void aFolderThatIsNoneIsWrongUsage() {
    boards = folder.resolve("nowhere");
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere: there is no such folder");
    boards = folder.resolve("empty");
    assertThat(boards.toFile().mkdir()).isTrue();
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString()).contains("no file under");
  }
}
