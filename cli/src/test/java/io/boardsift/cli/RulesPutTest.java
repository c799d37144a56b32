package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.DataFolder;
import io.boardsift.local.LocalDeployment;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.local.Reviewers;
import io.boardsift.local.RunResult;
import io.boardsift.local.Submission;
import io.boardsift.sift.records.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** A rule file is tried on a deployment's own decisions and photos before it is in force. */
class RulesPutTest {
  private static final String FLAT =
      """
      rules:
        - name: flat
          when: contrast below 0.05
          then: delete
      """;

  /** Boards are wide. */
  private static final String WRONG =
      """
      rules:
        - name: wide
          when: width above 100 px
          then: delete
      """;

  @TempDir private Path data;
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  /** Observed: a board and a black frame that people answered on, and a board that nobody saw. */
  @BeforeEach
  void letPeopleAnswer() {
    try (DataFolder held = DataFolder.openEmpty(data)) {
      letPeopleAnswer(
          held,
          photo("line-1/board.jpg", Pictures.board()),
          photo("line-1/black.jpg", Pictures.black()),
          photo("line-1/unseen.jpg", Pictures.board()));
    }
  }

  private void letPeopleAnswer(DataFolder held, Submission... photos) {
    try (LocalDeployment deployment =
        LocalDeployment.start(
            new Plan(held.resolve("s3"), 0, Mode.OBSERVE, 0, Optional.empty(), Duration.ZERO))) {
      RunResult day = RunResult.run(deployment, List.of(photos), () -> {});
      new Reviewers(
              deployment,
              photo -> photo.name().contains("board") ? Answer.GOOD_BOARD : Answer.NOT_A_BOARD)
          .answer(
              day.results().stream()
                  .filter(result -> !result.submission().name().contains("unseen"))
                  .toList());
    }
  }

  private static Submission photo(String key, byte[] bytes) {
    return new Submission(key, key, () -> bytes);
  }

  /** More photos of the same kinds, on a later day. */
  private void letPeopleAnswerOnMore() {
    try (DataFolder held = DataFolder.open(data)) {
      letPeopleAnswer(
          held,
          photo("line-1/board-2.jpg", Pictures.board()),
          photo("line-1/black-2.jpg", Pictures.black()));
    }
  }

  private int put(String rules, Object... more) throws IOException {
    return rules("put", rules, more);
  }

  /** Also if it has not been in shadow. */
  private int putNow(String rules) throws IOException {
    return put(rules, "--now");
  }

  private int shadow(String rules) throws IOException {
    return rules("shadow", rules);
  }

  private int rules(String command, String rules, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    return boardsift(
        Stream.concat(Stream.of("rules", command, file), Arrays.stream(more)).toArray());
  }

  private int boardsift(Object... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Boardsift.execute(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.concat(Arrays.stream(more), Stream.of("--data", data))
            .map(Object::toString)
            .toArray(String[]::new));
  }

  private Optional<String> inForce() {
    try (LocalBuckets buckets = LocalBuckets.in(data)) {
      return new BucketRecords(buckets.s3(), LocalDeployment.RESULTS)
          .rules(ResultsBucket.RULES)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aFileThatKeepsAllBoardsIsPutIntoForce() throws IOException {
    assertThat(putNow(FLAT)).as(err.toString()).isZero();
    assertThat(inForce()).contains(FLAT);
    assertThat(out.toString())
        .contains("3 decisions replayed")
        .containsPattern("called for deletion +before +with this file")
        .containsPattern("  not a board +1 +1")
        .containsPattern("  a board +0 +0")
        .contains("People called 1 of these photos boards.")
        .contains("in force within 30 seconds");
  }

  @Test
  void aFileThatWouldHaveDeletedABoardIsNot() throws IOException {
    assertThat(putNow(FLAT)).isZero();
    assertThat(putNow(WRONG)).isEqualTo(1);
    assertThat(inForce()).contains(FLAT);
    assertThat(out.toString()).contains("lost: line-1/board.jpg by wide");
    assertThat(err.toString())
        .contains("not put into force: it would have deleted 1 photo that people called a board");
  }

  @Test
  void aDryRunOnlySaysWhatWouldHaveChanged() throws IOException {
    assertThat(put(FLAT, "--dry-run", "--json", folder.resolve("out.json"))).isZero();
    assertThat(inForce()).isEmpty();
    assertThat(out.toString()).contains("Nothing was written.");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    assertThat(json.path("isPut").asBoolean()).isFalse();
    assertThat(json.path("decisions").asInt()).isEqualTo(3);
    assertThat(json.path("boards").asInt()).isEqualTo(1);
    assertThat(json.path("lostBoards")).isEmpty();
  }

  @Test
  void aFileWithAMistakeIsRefusedAsByCheck() throws IOException {
    assertThat(put("rules: 7")).isEqualTo(2);
    assertThat(inForce()).isEmpty();
  }

  /** A time with nothing in it must not stand for a deployment in which nothing was decided. */
  @Test
  void aTimeFromWhichNothingWasDecidedShowsNothing() throws IOException {
    assertThat(put(WRONG, "--since", "2999-01-01", "--now")).isEqualTo(1);
    assertThat(err.toString()).contains("give an earlier --since");
    assertThat(inForce()).isEmpty();
  }

  @Test
  void whereNothingWasDecidedYetAFileIsPutAtOnce() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    try (DataFolder held = DataFolder.openEmpty(empty)) {
      letPeopleAnswer(held);
    }
    Path file = Files.writeString(folder.resolve("rules.yaml"), WRONG);
    assertThat(
            Boardsift.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                "rules",
                "put",
                file.toString(),
                "--data",
                empty.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("nothing can be said of this file");
  }

  @Test
  void aPhotoOnWhichTheyCouldNotBeAskedIsNoTrial() throws IOException {
    assertThat(shadow(FLAT)).isZero();
    try (DataFolder held = DataFolder.open(data)) {
      letPeopleAnswer(held, photo("line-1/torn.jpg", Arrays.copyOf(Pictures.board(), 300)));
    }
    assertThat(boardsift("rules", "shadow")).isZero();
    assertThat(out.toString())
        .contains("was asked about 0 photos")
        .contains("They could not be asked about 1 more");
    assertThat(put(FLAT, "--shadow-for", "0s")).isEqualTo(1);
  }

  @Test
  void whatWasAskedInAnEarlierTrialIsNoTrial() throws IOException, InterruptedException {
    assertThat(shadow(FLAT)).isZero();
    letPeopleAnswerOnMore();
    assertThat(boardsift("rules", "shadow", "--end")).isZero();
    Thread.sleep(1100); // S3 tells times to the second
    assertThat(shadow(FLAT)).isZero();
    assertThat(put(FLAT, "--shadow-for", "0s")).isEqualTo(1);
    assertThat(err.toString()).contains("it was asked about no photo yet");
  }

  @Test
  void whatOnlyTheyWouldDeleteHasToBeAnsweredOn() throws IOException {
    String unseen = "rules: [{name: unseen, when: key contains unseen, then: delete}]";
    assertThat(shadow(unseen)).isZero();
    try (DataFolder held = DataFolder.open(data)) {
      letPeopleAnswer(held, photo("line-1/unseen-2.jpg", Pictures.board()));
    }
    assertThat(put(unseen, "--shadow-for", "0s")).isEqualTo(1);
    assertThat(err.toString()).contains("nobody has answered yet on 1 photo");
    assertThat(putNow(unseen)).isZero();
  }

  @Test
  void aFileThatWasNotInShadowIsNot() throws IOException {
    assertThat(put(FLAT)).isEqualTo(1);
    assertThat(err.toString()).contains("it is not in shadow", "boardsift rules shadow", "--now");
    assertThat(shadow(WRONG)).isZero();
    assertThat(put(FLAT)).isEqualTo(1);
    assertThat(err.toString()).contains("it is not in shadow");
    assertThat(inForce()).isEmpty();
  }

  @Test
  void aFileInShadowHasToBeThereForAWhileAndToBeAsked() throws IOException {
    assertThat(shadow(FLAT)).isZero();
    assertThat(put(FLAT)).isEqualTo(1);
    assertThat(err.toString()).contains("it has been in shadow since", "ready at");
    assertThat(put(FLAT, "--shadow-for", "0s")).isEqualTo(1);
    assertThat(err.toString()).contains("it was asked about no photo yet");
    letPeopleAnswerOnMore();
    assertThat(put(FLAT, "--shadow-for", "0s")).as(err.toString()).isZero();
    assertThat(inForce()).contains(FLAT);
    assertThat(boardsift("rules", "shadow")).isZero();
    assertThat(out.toString()).contains("No rules are in shadow");
  }

  /** Whoever put a wrong one there by hand. */
  @Test
  void aWrongFileInShadowIsToldAndKeepsNoOtherFromItsPlace() throws IOException {
    try (LocalBuckets buckets = LocalBuckets.in(data)) {
      buckets
          .s3()
          .putObject(
              put -> put.bucket(LocalDeployment.RESULTS).key(ResultsBucket.RULES_IN_SHADOW),
              RequestBody.fromString("rules: 7"));
    }
    assertThat(boardsift("rules", "shadow")).isEqualTo(2);
    assertThat(err.toString()).contains("rules-in-shadow.yaml", "triage asks no rules in shadow");
    assertThat(putNow(FLAT)).isZero();
    assertThat(shadow(FLAT)).isZero();
    assertThat(boardsift("rules", "shadow")).isZero();
    assertThat(out.toString()).contains("was asked about 0 photos");
  }

  @Test
  void whatIsInShadowTellsWhatItWouldChange() throws IOException {
    assertThat(shadow(WRONG)).isZero();
    letPeopleAnswerOnMore();
    assertThat(boardsift("rules", "shadow", "--json", folder.resolve("out.json"))).isZero();
    assertThat(out.toString())
        .contains("was asked about 2 photos")
        .containsPattern("both +1 +1 +0 +0")
        .containsPattern("only rules in force +0 +0 +0 +0")
        .containsPattern("only rules in shadow +1 +0 +1 +0")
        .contains("lost: line-1/board-2.jpg by wide");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
    assertThat(json.at("/onlyInShadow/boards").asInt()).isEqualTo(1);
    assertThat(json.at("/lostBoards/0/rule").asText()).isEqualTo("wide");
    assertThat(boardsift("rules", "shadow", "--end")).isZero();
    assertThat(boardsift("rules", "shadow")).isZero();
    assertThat(out.toString()).contains("No rules are in shadow");
  }

  /** Its records may lack what a replay needs; what it was asked in shadow does not. */
  @Test
  void aFileThatInShadowCalledForABoardIsNotPutEvenNow() throws IOException {
    assertThat(shadow(WRONG)).isZero();
    letPeopleAnswerOnMore();
    assertThat(putNow(WRONG)).isEqualTo(1);
    assertThat(out.toString()).containsOnlyOnce("lost: line-1/board-2.jpg by wide");
    assertThat(err.toString()).contains("2 photos that people called a board");
  }
}
