package io.boardsift.sift.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final Photo ODD =
      new Photo("bucket", "cam 1/\"quoted\" + 100 % ü \uD83D\uDE00\n.jpg", "v1", "\"abc\"", 12);

  @Test
  void aTaskComesBackAsItWasWritten() throws Exception {
    assertThat(ReviewTask.fromJson(new ReviewTask(ODD).toJson())).isEqualTo(new ReviewTask(ODD));
  }

  @Test
  void aTaskTellsNothingOfWhyItCame() {
    assertThat(new ReviewTask(ODD).toJson())
        .doesNotContainIgnoringCase("audit")
        .doesNotContain("rule");
  }

  @Test
  void aVerdictComesBackAsItWasWrittenOnOneLine() throws Exception {
    Verdict verdict =
        new Verdict(
            ODD,
            Answer.BROKEN_BOARD,
            "ann",
            "console",
            Instant.parse("2026-11-22T10:00:00.123456Z"));

    assertThat(verdict.toManifestLine()).doesNotContain("\n");
    assertThat(Verdict.fromManifestLine(verdict.toManifestLine())).isEqualTo(verdict);
  }

  @Test
  void groundTruthsOwnLinesAreRead() throws Exception {
    for (String index : List.of("1", "\"1\"")) {
      Verdict verdict =
          Verdict.fromManifestLine(
              """
              {"source-ref":"s3://b/k","boardsift-photo":{"bucket":"b","key":"k","versionId":"v"},
               "board-verdict":%s,"board-verdict-metadata":{"class-name":"broken board",
               "confidence":0.0,"type":"groundtruth/image-classification","job-name":"j",
               "human-annotated":"yes","creation-date":"2026-11-22T10:00:00.000000"}}\
              """
                  .formatted(index));

      assertThat(verdict.answer()).isEqualTo(Answer.BROKEN_BOARD);
      assertThat(verdict.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"bucket\":7,\"key\":\"k\"}",
        "{\"bucket\":\"b\"}",
        "{\"bucket\":\"\",\"key\":\"k\"}",
        "{\"bucket\":\"b\",\"key\":\"k\"} trailing",
        "{\"bucket\":\"b\",\"key\":\"k\",\"size\":-5}",
        "{\"bucket\":\"b\",\"key\":\"k\",\"size\":7.5}",
        "{\"bucket\":\"b\",\"key\":\"k\",\"size\":1e999}",
        "{\"bucket\":\"b\",\"key\":\"k\",\"size\":\"7\"}",
        "\u0000"
      })
  void whatIsNoTaskIsRefused(String body) {
    assertThatThrownBy(() -> ReviewTask.fromJson(body)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Verdict.fromManifestLine(body)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> DecisionRecord.fromJson(body)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.0", "70e-1"})
  void aSizeIsAWholeNumberHoweverItIsWritten(String size) throws Exception {
    String body = "{\"bucket\":\"b\",\"key\":\"k\",\"size\":" + size + "}";
    assertThat(ReviewTask.fromJson(body).photo().size()).isEqualTo(7);
  }

  @Test
  void deeplyNestedJsonIsRefusedAndDoesNotOverflow() {
    assertThatThrownBy(() -> ReviewTask.fromJson("[".repeat(1_000_000)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aDecisionsRecordHoldsWhatDecided() throws Exception {
    Decision decision =
        new Decision(
            Outcome.DELETE,
            DecidedBy.RULE,
            "contrast 0.01 (contrast below 0.06)",
            new Finding(
                Optional.of("blank"),
                List.of("contrast below 0.06"),
                true,
                Evidence.none().with(Measures.CONTRAST, 0.0123),
                "sha256:12",
                Optional.empty(),
                Optional.empty()));
    DecisionRecord record =
        DecisionRecord.of(ODD, decision, Instant.parse("2026-11-22T10:00:00Z"), 12.345);

    assertThat(record.json())
        .contains("\"contrast\":0.0123")
        .contains("\"conditions\":[\"contrast below 0.06\"]")
        .contains("\"rulesVersion\":\"sha256:12\"")
        .contains("\"millis\":12.3");
    assertThat(DecisionRecord.fromJson(record.json())).isEqualTo(record);
  }

  @Test
  void askingAgainChangesNothingOfADecisionButWhenPeopleWereAsked() throws Exception {
    Instant decided = Instant.parse("2026-11-22T10:00:00Z");
    Instant again = Instant.parse("2026-12-05T10:00:00Z");
    DecisionRecord record =
        DecisionRecord.of(ODD, Decision.error("x", Evidence.none(), "none"), decided, 1);

    DecisionRecord renewed = record.askedAgain(again);

    assertThat(record.askedAt()).isEqualTo(decided);
    assertThat(renewed.askedAt()).isEqualTo(again);
    assertThat(renewed.decidedAt()).isEqualTo(decided);
    assertThat(renewed.json()).startsWith(record.json().replaceFirst("}$", ""));
  }

  @Test
  void aDecisionsRecordHoldsWhatTheModelWouldHaveDone() throws Exception {
    ModelFinding finding =
        new ModelFinding(
            ModelMode.SHADOW, Optional.empty(), Optional.of("sure"), true, "model-board 0.01");
    Decision decision =
        new Decision(
            Outcome.REVIEW,
            DecidedBy.ERROR,
            "damaged",
            Finding.none(Evidence.none(), "v").with(finding));
    DecisionRecord record = DecisionRecord.of(ODD, decision, Instant.EPOCH, 1);

    assertThat(DecisionRecord.fromJson(record.json()).model()).contains(finding);
    Decision unasked = Decision.error("damaged", Evidence.none(), "v");
    assertThat(DecisionRecord.of(ODD, unasked, Instant.EPOCH, 1).model()).isEmpty();
  }

  @Test
  void aDecisionsRecordHoldsWhatRulesInShadowSaid() throws Exception {
    ShadowFinding said = new ShadowFinding("v2", true, Optional.of("wide"), true, "width 800");
    Decision decision = Decision.error("damaged", Evidence.none(), "v").with(said);
    DecisionRecord record = DecisionRecord.of(ODD, decision, Instant.EPOCH, 1);

    assertThat(DecisionRecord.fromJson(record.json()).shadow()).contains(said);
    assertThat(DecisionRecord.fromJson(record.json().replace("\"v2\"", "7")).shadow()).isEmpty();
    Decision unasked = Decision.error("damaged", Evidence.none(), "v");
    assertThat(DecisionRecord.of(ODD, unasked, Instant.EPOCH, 1).json()).doesNotContain("shadow");
  }

  @Test
  void oneVersionHasOneFingerprint() {
    Photo other = new Photo(ODD.bucket(), ODD.key(), "v2", ODD.eTag(), ODD.size());

    assertThat(ODD.fingerprint()).matches("[0-9a-f]{32}").isNotEqualTo(other.fingerprint());
    assertThat(ODD.eTag()).isEqualTo("abc");
  }

  @Test
  void anErrorCannotDelete() {
    assertThatThrownBy(
            () ->
                new Decision(
                    Outcome.DELETE,
                    DecidedBy.ERROR,
                    "x",
                    new Finding(
                        Optional.empty(),
                        List.of(),
                        true,
                        Evidence.none(),
                        "v",
                        Optional.empty(),
                        Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
