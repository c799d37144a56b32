package io.boardsift.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.fixtures.Pictures;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BoardsiftTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private final PrintStream standardOutput = System.out;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path photos;

  @BeforeEach
  void takePhotos() throws IOException {
    photos = Files.createDirectories(folder.resolve("photos of today"));
    Files.write(photos.resolve("board.jpg"), Pictures.board());
    Files.write(photos.resolve("black.jpg"), Pictures.black());
    Files.write(photos.resolve("empty.jpg"), new byte[0]);
  }

  @AfterEach
  void giveStandardOutputBack() {
    System.setOut(standardOutput);
  }

  private int boardsift(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Boardsift.execute(new PrintWriter(out), new PrintWriter(err), words);
  }

  private static JsonNode json(Path file) throws IOException {
    return MAPPER.readTree(Files.readString(file));
  }

  @Test
  void runsPhotosThroughThePipelineAndBringsThemBack() throws IOException {
    Path json = folder.resolve("run.json");
    Path report = folder.resolve("report.html");
    assertThat(boardsift("run", photos, "--json", json, "--report", report)).isZero();
    JsonNode run = json(json);
    assertThat(run.path("photos").asInt()).isEqualTo(3);
    assertThat(run.path("lost").asInt()).isZero();
    Set<String> names = new HashSet<>();
    for (JsonNode decision : run.path("decisions")) {
      names.add(decision.path("photo").asText());
      assertThat(decision.path("outcome").asText()).isIn("DELETE", "REVIEW");
      assertThat(decision.path("by").asText()).isIn("rule", "audit", "default");
      assertThat(decision.path("reason").asText()).isNotEmpty();
      assertThat(decision.path("millis").isNumber()).isTrue();
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            photos.resolve("board.jpg").toString(),
            photos.resolve("black.jpg").toString(),
            photos.resolve("empty.jpg").toString());
    assertThat(Files.readString(report)).contains("blank", "data:image/");
    // The files themselves are only read.
    assertThat(photos.resolve("black.jpg")).exists();

    int deleted = run.path("deleted").asInt();
    assertThat(boardsift("restore")).isZero();
    assertThat(out.toString()).contains(deleted + " photos can be brought back");
    Path restored = folder.resolve("restored.json");
    assertThat(boardsift("restore", "--rule", "blnak")).isEqualTo(2);
    assertThat(err.toString()).contains("--rule blnak: nothing that it deleted");
    assertThat(boardsift("restore", "--rule", "blank", "--json", restored)).isZero();
    assertThat(json(restored).path("restored").asInt()).isEqualTo(deleted);
    assertThat(json(restored).path("photos")).hasSize(deleted);
    Path shown = folder.resolve("shown.json");
    String key = json(restored).path("photos").path(0).asText();
    assertThat(boardsift("show", key, "--json", shown)).isZero();
    assertThat(out.toString()).contains("brought back, and waiting for a person", "was deleted");
    assertThat(json(shown).at("/versions/0/state").asText()).isEqualTo("restored");
    assertThat(boardsift("restore")).isZero();
    assertThat(out.toString()).contains("0 photos can be brought back");
  }

  @Test
  void whatPeopleGotByErrorIsTriagedAgain() throws IOException {
    Files.writeString(photos.resolve("damaged.jpg"), "\u00ff\u00d8\u00ff damaged", ISO_8859_1);
    assertThat(boardsift("run", photos)).isZero();
    Path json = folder.resolve("waiting.json");
    assertThat(boardsift("retriage", "--json", json)).isZero();
    assertThat(json(json).path("waiting").asInt()).isEqualTo(1);
    assertThat(out.toString()).contains("1 photos wait for people because something failed");
    assertThat(boardsift("retriage", "--all", "--reason", "no such", "--json", json)).isZero();
    assertThat(json(json).path("sent").asInt()).isZero();
    assertThat(boardsift("retriage", "--all", "--json", json)).isZero();
    assertThat(json(json).path("photos").toString()).contains("damaged.jpg");
  }

  @Test
  void observesOnRequest() throws IOException {
    Path json = folder.resolve("run.json");
    assertThat(boardsift("run", photos, "--mode", "observe", "--json", json)).isZero();
    assertThat(json(json).path("deleted").asInt()).isZero();
    assertThat(json(json).path("review").asInt()).isEqualTo(3);
    assertThat(out.toString()).contains("would have deleted");
  }

  @Test
  void aSmallDemoLosesNothingAndDeletesNoBoard() throws IOException {
    Path json = folder.resolve("demo.json");
    Path report = folder.resolve("demo.html");
    assertThat(
            boardsift("demo", "--photos", 60, "--others", 0.5, "--json", json, "--report", report))
        .isZero();
    JsonNode demo = json(json);
    assertThat(demo.path("photos").asInt()).isEqualTo(60);
    assertThat(demo.path("lost").asInt()).isZero();
    assertThat(demo.path("deleted").asInt()).isBetween(10, 30);
    assertThat(demo.path("deleted").asInt() + demo.path("review").asInt()).isEqualTo(60);
    assertThat(out.toString()).contains("boards deleted: 0", "Next:");
  }

  @Test
  void daysOfStationsTellWhatTheMemoryBrings() throws IOException {
    Path json = folder.resolve("days.json");
    assertThat(boardsift("demo", "--days", 3, "--photos", 160, "--others", 0.5, "--json", json))
        .isZero();
    JsonNode days = json(json).path("days");
    assertThat(days).hasSize(3);
    JsonNode first = days.path(0);
    assertThat(first.path("trimmedWithMemory")).isEqualTo(first.path("trimmedWithoutMemory"));
    JsonNode third = days.path(2);
    assertThat(third.path("trimmedWithMemory").asInt())
        .isGreaterThan(third.path("trimmedWithoutMemory").asInt());
    days.forEach(day -> assertThat(day.path("boardsLostWithMemory").asInt()).isZero());
  }

  @Test
  void jsonOnStandardOutputIsAllThatGoesThere() throws IOException {
    assertThat(boardsift("explain", photos.resolve("black.jpg"), "--json", "-")).isZero();
    JsonNode photo = MAPPER.readTree(out.toString()).path("photos").path(0);
    assertThat(photo.path("outcome").asText()).isEqualTo("DELETE");
    assertThat(photo.path("rule").asText()).isEqualTo("blank");
    assertThat(photo.path("evidence").path("contrast").isNumber()).isTrue();
    assertThat(err.toString()).contains("blank");
  }

  @Test
  void measuresHowLongAPhotoTakes() throws IOException {
    Path json = folder.resolve("bench.json");
    assertThat(boardsift("bench", photos.resolve("board.jpg"), "--parts", "--json", json)).isZero();
    JsonNode photo = json(json).path("photos").path(0);
    for (String step : new String[] {"header", "decode", "evidence", "total"}) {
      assertThat(photo.path("millis").path(step).isNumber()).as(step).isTrue();
    }
    for (String part : new String[] {"luma and slopes", "perpendicular-lines", "print"}) {
      assertThat(photo.path("parts").path(part).isNumber()).as(part).isTrue();
    }
    assertThat(out.toString()).contains("perpendicular-lines");
  }

  @Test
  void measuresHowLongMadeUpPhotosTake() throws IOException {
    Path json = folder.resolve("bench.json");
    assertThat(boardsift("bench", "--make-up", folder, "--runs", 1, "--json", json)).isZero();
    JsonNode made = json(json).path("photos");
    assertThat(made).hasSize(3);
    made.forEach(
        photo -> {
          assertThat(photo.path("width").asInt()).isEqualTo(4000);
          assertThat(Path.of(photo.path("photo").asText())).exists();
        });
    assertThat(boardsift("bench")).isEqualTo(2);
    assertThat(err.toString()).contains("--make-up");
  }

  @Test
  void checksRuleFiles() throws IOException {
    Path good = folder.resolve("good.yaml");
    Files.writeString(
        good, "rules:\n  - name: dark\n    when: brightness below 0.1\n    then: delete\n");
    assertThat(boardsift("rules", "check", good)).isZero();
    assertThat(out.toString()).contains("right, 1 rules");
    Path bad = folder.resolve("bad.yaml");
    Files.writeString(bad, Files.readString(good).replace("brightness", "brightnes"));
    assertThat(boardsift("rules", "check", bad)).isEqualTo(2);
    assertThat(err.toString()).contains("bad.yaml:3:", "brightnes", "brightness");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(boardsift("run", photos, "--rules", bad)).isEqualTo(2);
  }

  @Test
  void listsItsMeasures() {
    assertThat(boardsift("rules", "measures")).isZero();
    assertThat(out.toString()).contains("orthogonal-tiles", "contrast", "format", "size");
  }

  static Stream<String> commands() {
    return commands(new CommandLine(new Boardsift()), "");
  }

  private static Stream<String> commands(CommandLine command, String before) {
    return command.getSubcommands().entrySet().stream()
        .flatMap(
            sub ->
                Stream.concat(
                    Stream.of(before + sub.getKey()),
                    commands(sub.getValue(), before + sub.getKey() + " ")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsItself(String command) {
    assertThat(boardsift((Object[]) (command + " --help").split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: boardsift " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fly",
        "run",
        "rules",
        "up --portt 1",
        "run no-such-folder",
        "run . --mode maybe",
        "run . --rules no-such-file",
        "explain no-such-photo.jpg",
        "demo --photos 0",
        "demo --photos many",
        "demo --others 2",
        "demo --days 0",
        "demo --days 2 --photos 0",
        "up --port 99999",
        "up --photos no-such-folder",
        "restore a.jpg --all",
        "restore --since yesterday --data .",
        "restore --data no-such-folder",
        "retriage --data no-such-folder",
        "retriage --since yesterday",
        "rules check no-such-file",
        "train --boards . --others .",
        "train --boards no-such-folder --others . --out model",
        "train --boards . --others . --out model --max-board-loss 2",
        "train --boards . --others . --out pom.xml",
        "train --boards . --others . --out model --backbone no-such-folder",
        "evaluate --boards . --others . --classifier no-such-folder",
        "evaluate --boards . --others . --classifier http://localhost:1",
        "run . --classifier no-such-folder",
        "run . --classifier .",
        "train --boards . --others . --out model --max-copy-loss 2",
        "train --boards . --others . --out model --from scratch",
        "evaluate --boards . --others . --sources no-such-file",
        "evaluate --boards . --others . --without-sources pom.xml",
        "train --boards . --others . --out model --from shipped --backbone no-such-folder",
        "evaluate --boards . --others . --classifier shipped --backbone no-such-folder",
        "explain pom.xml --classifier shipped --backbone no-such-folder",
        "run . --classifier shipped --backbone no-such-folder",
        "up --classifier shipped --backbone no-such-folder",
        "run . --model-mode obey",
        "up --classifier . --model-mode trust"
      })
  void wrongUsageIsTwoAndSaysWhat(String line) {
    assertThat(boardsift((Object[]) line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("boardsift: ").doesNotContain("Exception");
  }

  @Test
  void withoutAWordItTellsItsCommands() {
    assertThat(boardsift()).isEqualTo(2);
    assertThat(err.toString()).contains("demo", "run", "restore");
  }

  @Test
  void understandsTimes() {
    Instant now = Instant.parse("2026-11-02T12:00:00Z");
    assertThat(TimeConverter.parse("2h", now)).isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
    assertThat(TimeConverter.parse("3d", now)).isEqualTo(Instant.parse("2026-10-30T12:00:00Z"));
    assertThat(TimeConverter.parse("2026-11-01T08:30:00Z", now))
        .isEqualTo(Instant.parse("2026-11-01T08:30:00Z"));
  }

  @Test
  void aPlaceInS3IsNamedAsOne() {
    for (List<String> words :
        List.of(
            List.of("check", "plant-3"),
            List.of("check", "s3:///line2"),
            List.of("guard", "--results", "results"))) {
      assertThat(boardsift(words.toArray())).isEqualTo(2);
      assertThat(err.toString()).contains(words.getLast() + ": give s3://BUCKET");
    }
  }

  @Test
  void refusesToGuessWhatToLift() {
    assertThat(boardsift("guard", "lift")).isEqualTo(2);
    assertThat(err.toString()).contains("give prefixes, or --all");
  }
}
