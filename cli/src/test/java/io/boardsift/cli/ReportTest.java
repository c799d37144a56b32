package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.Mode;
import io.boardsift.emulator.photos.Subject;
import io.boardsift.evaluation.findings.NumberFormats;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.DataFolder;
import io.boardsift.local.LocalDeployment;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.local.Reviewers;
import io.boardsift.local.RunResult;
import io.boardsift.local.Submission;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands make of a deployment's own decisions and answers. */
class ReportTest {
  @TempDir private static Path data;

  /** A copy of the results bucket alone. */
  @TempDir private static Path copy;

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  /** Observed: three boards, two black frames and a label; people have not seen the last board. */
  @BeforeAll
  static void letPeopleAnswer() throws IOException {
    List<Submission> photos =
        List.of(
            photo("line-1/board-1.jpg", Pictures.board()),
            photo("line-1/black-1.jpg", Pictures.black()),
            photo("line-2/board-2.jpg", Pictures.board()),
            photo("line-2/black-2.jpg", Pictures.black()),
            photo("line-2/label.jpg", Pictures.of(Subject.LABEL)),
            photo("line-2/unseen.jpg", Pictures.board()));
    try (DataFolder held = DataFolder.openEmpty(data);
        LocalDeployment deployment =
            LocalDeployment.start(
                new Plan(
                    held.resolve("s3"), 0, Mode.OBSERVE, 0, Optional.empty(), Duration.ZERO))) {
      RunResult day = RunResult.run(deployment, photos, () -> {});
      new Reviewers(
              deployment,
              photo -> photo.name().contains("board") ? Answer.GOOD_BOARD : Answer.NOT_A_BOARD)
          .answer(
              day.results().stream()
                  .filter(result -> !result.submission().name().contains("unseen"))
                  .toList());
      copyRecords(new BucketRecords(deployment.s3(), LocalDeployment.RESULTS));
    }
  }

  private static Submission photo(String key, byte[] bytes) {
    return new Submission(key, key, () -> bytes);
  }

  private static void copyRecords(BucketRecords records) throws IOException {
    for (String kind : new String[] {"decisions/", "verdicts/"}) {
      Files.createDirectories(copy.resolve(kind));
      for (String name : records.names(kind, Instant.EPOCH)) {
        Files.writeString(copy.resolve(name), records.read(name));
      }
    }
  }

  private int boardsift(Object... words) {
    return Boardsift.execute(
        new PrintWriter(out),
        new PrintWriter(err),
        Arrays.stream(words).map(Object::toString).toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void exportWritesWhatPeopleAnsweredAsATable() throws IOException {
    Path file = folder.resolve("labels/of the day.CSV");
    assertThat(boardsift("export", "--results", data, "--out", file, "--json", "-")).isZero();
    assertThat(json().path("photos").asInt()).isEqualTo(6);
    assertThat(json().path("answered").asInt()).isEqualTo(5);
    try (CSVParser table =
        CSVFormat.RFC4180.builder().setHeader().get().parse(Files.newBufferedReader(file))) {
      Map<String, CSVRecord> rows =
          table.stream().collect(Collectors.toMap(row -> row.get("key"), row -> row));
      assertThat(rows).hasSize(5).doesNotContainKey("line-2/unseen.jpg");
      assertThat(rows.get("line-1/board-1.jpg").get("answer")).isEqualTo("good board");
      CSVRecord black = rows.get("line-1/black-1.jpg");
      assertThat(black.get("answer")).isEqualTo("not a board");
      assertThat(black.get("rule")).isEqualTo("blank");
      assertThat(black.get("decided by")).isEqualTo("rule");
      assertThat(Instant.parse(black.get("answered at")))
          .isAfter(Instant.parse(black.get("decided at")));
    }
  }

  @Test
  void exportWritesAManifestThatCanBeReadAgain() throws IOException, MalformedException {
    Path file = folder.resolve("labels.manifest");
    assertThat(boardsift("export", "--results", copy, "--out", file)).isZero();
    assertThat(out.toString()).contains("5 of 6 photos have an answer");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5);
    String board = lines.stream().filter(line -> line.contains("board-1")).findFirst().get();
    assertThat(Verdict.fromManifestLine(board).answer()).isEqualTo(Answer.GOOD_BOARD);
  }

  @Test
  void exportSaysWhichFilesItWrites() {
    assertThat(boardsift("export", "--results", data, "--out", folder.resolve("labels.xlsx")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("labels.xlsx", ".csv, .manifest or .jsonl");
  }

  @Test
  void reportTellsWhatWasCalledForCheckedAndLeft() throws IOException {
    Path page = folder.resolve("pages/r.html");
    assertThat(boardsift("report", "--results", data, "--out", page, "--json", "-")).isZero();
    JsonNode report = json();
    assertThat(report.path("photos").asInt()).isEqualTo(6);
    assertThat(report.path("answered").asInt()).isEqualTo(5);
    assertThat(report.path("trimmed").asInt()).isZero();
    assertThat(report.path("called").asInt()).isEqualTo(2);
    assertThat(report.path("falseDeletions").path("checked").asInt()).isEqualTo(2);
    assertThat(report.path("falseDeletions").path("wrong").asInt()).isZero();
    assertThat(report.path("falseDeletions").path("upper95").asDouble()).isBetween(0.84, 0.85);
    assertThat(report.path("rules")).hasSize(1);
    assertThat(report.path("rules").get(0).path("rule").asText()).isEqualTo("blank");
    assertThat(report.path("answer").asText()).isEqualTo("enough");
    assertThat(report.path("model").isNull()).isTrue();
    assertThat(Files.readString(page))
        .contains("<b class=\"name\">label.jpg</b>", "data:image/jpeg")
        .contains("2 (33 %) would have been deleted")
        .contains("The whole photo is one tone.", "rule blank, very clearly")
        // A chart of a single day has one bar.
        .doesNotContain("class=\"chart\"")
        // Nothing is deleted while observing, so there is nothing to bring back.
        .doesNotContain("boardsift restore");
    assertThat(report.path("needsModel").asText()).isEqualTo("no");
    assertThat(report.path("areRulesGood").asText()).isEqualTo("not-yet");
    int moreChecks = report.path("moreChecks").asInt();
    assertThat(moreChecks).isPositive();
    assertThat(out.toString()).doesNotContain("0–84 %");
    assertThat(Files.readString(page))
        .contains("Do you need a model? <span class=\"reply\">No.</span>")
        .contains("Are the rules good enough? <span class=\"reply open\">Not yet.</span>")
        .contains(
            "People checked 2 deletions and found no board. "
                + NumberFormats.count(moreChecks, "more check"));
  }

  @Test
  void foldersOfFilesToWriteAreMade() {
    Path page = folder.resolve("a/r.html");
    Path json = folder.resolve("b/c/r.json");
    assertThat(boardsift("report", "--results", copy, "--out", page, "--json", json)).isZero();
    assertThat(page).exists();
    assertThat(json).content().contains("\"photos\" : 6");
  }

  @Test
  void aCopyOfTheRecordsTellsTheSameWithoutPictures() throws IOException {
    Path page = folder.resolve("r.html");
    assertThat(boardsift("report", "--results", copy, "--out", page, "--json", "-")).isZero();
    assertThat(json().path("called").asInt()).isEqualTo(2);
    assertThat(Files.readString(page))
        .contains("photos are not in a copy of the records", "The whole photo is one tone.")
        .doesNotContain("data:image/jpeg");
  }

  @Test
  void theDeploymentsOwnRulesSayWhy() throws IOException {
    Path records = folder.resolve("records");
    Files.createDirectories(records.resolve("decisions"));
    try (Stream<Path> decisions = Files.list(copy.resolve("decisions"))) {
      for (Path one : decisions.toList()) {
        Files.copy(one, records.resolve("decisions").resolve(one.getFileName()));
      }
    }
    Path rules = records.resolve("rules.yaml");
    Files.writeString(
        rules,
        "rules: [{name: blank, when: contrast below 0.06, then: delete, because: 렌즈 뚜껑 <on>}]");
    Path page = folder.resolve("r.html");
    assertThat(boardsift("report", "--results", records, "--out", page)).isZero();
    assertThat(Files.readString(page)).contains("렌즈 뚜껑 &lt;on&gt;.");

    Files.writeString(rules, "rules: [");
    assertThat(boardsift("report", "--results", records, "--out", page)).isZero();
    assertThat(err.toString()).contains("rules.yaml of the deployment is left out: rules.yaml:");
    assertThat(Files.readString(page)).contains("The whole photo is one tone.");
  }

  @Test
  void aDeletedPhotoHasTheCommandThatBringsItBack() throws IOException {
    try (DataFolder held = DataFolder.openEmpty(folder.resolve("deleting"));
        LocalDeployment deployment =
            LocalDeployment.start(
                new Plan(held.resolve("s3"), 0, Mode.DELETE, 0, Optional.empty(), Duration.ZERO))) {
      RunResult.run(deployment, List.of(photo("line 1/black.jpg", Pictures.black())), () -> {});
    }
    Path data = folder.resolve("deleting");
    Path page = folder.resolve("r.html");
    assertThat(boardsift("report", "--results", data, "--out", page)).isZero();
    assertThat(Files.readString(page))
        .contains(
            "<code>./boardsift restore --data " + data + " &#39;line 1/black.jpg&#39;</code>");
    assertThat(boardsift("restore", "--data", data, "line 1/black.jpg")).isZero();
    assertThat(boardsift("report", "--results", data, "--out", page)).isZero();
    assertThat(Files.readString(page)).doesNotContain("boardsift restore");
  }

  @Test
  void aDamagedRecordIsLeftOutAndTold() throws IOException {
    Path broken = folder.resolve("records");
    Files.createDirectories(broken.resolve("decisions"));
    try (Stream<Path> records = Files.list(copy.resolve("decisions"))) {
      Path one = records.findFirst().orElseThrow();
      Files.copy(one, broken.resolve("decisions").resolve(one.getFileName()));
    }
    Files.writeString(broken.resolve("decisions/0.json"), "{\"photo\":");
    assertThat(
            boardsift("report", "--results", broken, "--out", folder.resolve("r"), "--json", "-"))
        .isZero();
    assertThat(json().path("photos").asInt()).isEqualTo(1);
    assertThat(err.toString()).contains("left out, as it cannot be read: decisions/0.json");
  }

  @Test
  void ofADamagedAnswerThePhotoCountsAsOneThatNobodyAnswered() throws IOException {
    Path broken = folder.resolve("records");
    for (String kind : new String[] {"decisions", "verdicts"}) {
      Files.createDirectories(broken.resolve(kind));
      try (Stream<Path> records = Files.list(copy.resolve(kind))) {
        for (Path one : records.toList()) {
          Files.copy(one, broken.resolve(kind).resolve(one.getFileName()));
        }
      }
    }
    Path damaged;
    try (Stream<Path> verdicts = Files.list(broken.resolve("verdicts"))) {
      damaged = verdicts.findFirst().orElseThrow();
    }
    Files.write(damaged, new byte[] {(byte) 0xff, 0, (byte) 0x80});
    assertThat(
            boardsift("report", "--results", broken, "--out", folder.resolve("r"), "--json", "-"))
        .isZero();
    assertThat(json().path("photos").asInt()).isEqualTo(6);
    assertThat(json().path("damagedRecords").asInt()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("r"))).contains("left out: 1.");
    assertThat(json().path("answered").asInt()).isEqualTo(4);
    assertThat(err.toString())
        .contains("left out, as it cannot be read: verdicts/" + damaged.getFileName());
  }

  @Test
  void keysAreTextOnThePage() throws IOException {
    Path records = folder.resolve("records");
    Files.createDirectories(records.resolve("decisions"));
    Files.createDirectories(records.resolve("verdicts"));
    try (Stream<Path> decisions = Files.list(copy.resolve("decisions"))) {
      for (Path one : decisions.toList()) {
        String name = one.getFileName().toString();
        String text = Files.readString(one);
        if (text.contains("label.jpg")) {
          Files.writeString(
              records.resolve("decisions").resolve(name),
              text.replace("label.jpg", "<script>alert(1)</script>.jpg"));
          Files.copy(
              copy.resolve("verdicts").resolve(name), records.resolve("verdicts").resolve(name));
        }
      }
    }
    Path page = folder.resolve("r.html");
    assertThat(boardsift("report", "--results", records, "--out", page)).isZero();
    assertThat(Files.readString(page)).contains("&lt;script&gt;").doesNotContain("<script>alert");
  }

  @Test
  void anotherFolderIsNotTakenForRecordsNorWrittenTo() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(boardsift("report", "--results", empty, "--out", folder.resolve("r"))).isEqualTo(2);
    assertThat(err.toString()).contains("neither the folder of an", "nor a copy");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void aCopyWithoutPhotosIsNotEvaluated() {
    assertThat(boardsift("evaluate", "--results", copy)).isEqualTo(2);
    assertThat(err.toString()).contains("a copy of the records holds no photos");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongUsageIsToldInPlainWords() {
    assertThat(boardsift("report", "--out", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("is a folder");
    assertThat(boardsift("report", "--out", "r", "--model-hours", "two")).isEqualTo(2);
    assertThat(err.toString()).contains("'two' is not a number");
    assertThat(boardsift("report", "--out", "r", "--seconds-a-look", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("more than 0 and up to 3600 seconds");
    assertThat(boardsift("evaluate", "--boards", data, "--others", data, "--since", "3d"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--since goes with --results");
  }

  @Test
  void withoutADecisionThereIsNothingToReport() throws IOException {
    Files.createDirectories(folder.resolve("decisions"));
    Path page = folder.resolve("r.html");
    assertThat(boardsift("report", "--results", folder, "--out", page)).isEqualTo(2);
    assertThat(err.toString()).contains("no decision is recorded there");
    assertThat(boardsift("report", "--results", copy, "--since", "0s", "--out", page)).isEqualTo(2);
    assertThat(boardsift("report", "--results", folder.resolve("nowhere"), "--out", page))
        .isEqualTo(2);
    assertThat(err.toString()).contains("nowhere: there is no such folder");
    assertThat(page).doesNotExist();
  }

  @Test
  void rulesAreEvaluatedOnWhatPeopleAnswered() throws IOException {
    assertThat(boardsift("evaluate", "--results", data, "--json", "-")).isZero();
    JsonNode evaluation = json();
    assertThat(evaluation.path("boards").path("total").asInt()).isEqualTo(2);
    assertThat(evaluation.path("others").path("total").asInt()).isEqualTo(3);
    assertThat(evaluation.path("others").path("deleted").asInt()).isEqualTo(2);
    assertThat(evaluation.path("sources"))
        .extracting(source -> source.path("source").asText())
        .containsExactly("line-1/", "line-2/");
  }

  @Test
  void labelsComeFromFoldersOrFromAnswers() {
    assertThat(boardsift("evaluate")).isEqualTo(2);
    assertThat(err.toString()).contains("--boards DIR and --others DIR, or --results");
    assertThat(boardsift("evaluate", "--results", data, "--boards", data)).isEqualTo(2);
    assertThat(err.toString()).contains("either --results, or --boards and --others");
  }
}
