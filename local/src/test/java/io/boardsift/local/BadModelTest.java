package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.SettingException;
import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Conclusion;
import io.boardsift.evaluation.findings.Conclusion.Advice;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.ModelTrial;
import io.boardsift.evaluation.findings.Proportion;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.fixtures.DashboardQuery;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RuntimeStub;
import io.boardsift.fixtures.RuntimeStub.Behaviour;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Photo;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model that is wrong, slow or broken does to boards: nothing, until it is obeyed. */
class BadModelTest {
  /** Sure of everything, and always the wrong way round. */
  private static final String INVERTED = "{\"board\":0.001,\"notABoard\":0.999}";

  private final TestAws aws = new TestAws();

  private TriageHandler triage(RuntimeStub model, String... settings) {
    String[] all = new String[settings.length + 6];
    System.arraycopy(settings, 0, all, 6, settings.length);
    all[0] = "MODEL";
    all[1] = "endpoint";
    all[2] = "MODEL_ENDPOINT";
    all[3] = RuntimeStub.ENDPOINT;
    all[4] = "MODEL_TIMEOUT_MILLIS";
    all[5] = "400";
    return new TriageHandler(aws.settings(all), aws.s3(), aws.sqs(), model.runtime());
  }

  private DecisionRecord triaged(TriageHandler triage, Photo photo) {
    TestAws.invoke(triage, aws.event(photo));
    return aws.results().decision(photo).orElseThrow();
  }

  private static ModelFinding model(DecisionRecord record) {
    return record.model().orElseThrow();
  }

  static Stream<Named<Behaviour>> badModels() {
    Random random = new Random(7);
    return Stream.of(
        Named.of("inverted", RuntimeStub.json(INVERTED)),
        Named.of("inverted, as an array", RuntimeStub.json("[0.999,0.001]")),
        Named.of(
            "random",
            request -> {
              double board = random.nextDouble();
              RuntimeStub.json("[" + (1 - board) + "," + board + "]").answer(request);
            }));
  }

  static Stream<Named<Behaviour>> brokenModels() {
    return Stream.of(
        Named.of("slow", BadModelTest::never),
        Named.of("500", RuntimeStub.status(500, "{\"message\":\"boom\"}")),
        Named.of("424", RuntimeStub.status(424, "{\"message\":\"model error\"}")),
        Named.of("throttled", RuntimeStub.status(429, "{\"message\":\"slow down\"}")),
        Named.of("no such endpoint", RuntimeStub.status(400, "{\"message\":\"not found\"}")),
        Named.of("NaN", RuntimeStub.json("[NaN,NaN]")),
        Named.of("wrong length", RuntimeStub.json("[1.0]")),
        Named.of("no probabilities", RuntimeStub.json("[-7,8]")),
        Named.of("no JSON", RuntimeStub.json("<html>")),
        Named.of("empty", RuntimeStub.json("")),
        Named.of("huge", RuntimeStub.json("[" + "0,".repeat(100_000) + "0]")),
        Named.of("hangs up", request -> request.getResponseBody().close()));
  }

  private static void never(Object request) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @MethodSource({"badModels", "brokenModels"})
  void inShadowNoModelDeletesABoard(Behaviour behaviour) {
    try (RuntimeStub model = new RuntimeStub(behaviour)) {
      TriageHandler triage = triage(model);
      for (int i = 0; i < 3; i++) {
        Photo board = aws.upload("board-" + i + ".jpg", Pictures.board());
        DecisionRecord record = triaged(triage, board);
        assertThat(record.by()).isEqualTo(DecidedBy.DEFAULT);
        assertThat(aws.isThere(board)).isTrue();
      }
      assertThat(aws.drain(aws.reviewQueue())).hasSize(3);
      assertThat(model.asked()).hasSize(3);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenModels")
  void aModelThatDoesNotAnswerAsItShouldDeletesNothingEvenIfObeyed(Behaviour behaviour) {
    try (RuntimeStub model = new RuntimeStub(behaviour)) {
      Photo board = aws.upload("board.jpg", Pictures.board());
      TriageHandler triage = triage(model, "MODEL_MODE", "obey");
      FunctionOutput output = FunctionOutput.of(() -> triaged(triage, board));
      DecisionRecord record = aws.results().decision(board).orElseThrow();
      assertThat(aws.isThere(board)).isTrue();
      assertThat(record.by()).isEqualTo(DecidedBy.DEFAULT);
      assertThat(record.reason()).startsWith("no rule holds; the model did not answer: ");
      assertThat(model(record).error().orElseThrow()).isNotBlank();
      assertThat(output.sum("ModelFailed")).isEqualTo(1);
    }
  }

  /** Each counter costs money in the hours in which it is written, a zero too. */
  @Test
  void ofAModelThatAnswersNothingIsCounted() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      Photo board = aws.upload("board.jpg", Pictures.board());
      TriageHandler triage = triage(model);
      FunctionOutput output = FunctionOutput.of(() -> triaged(triage, board));
      assertThat(model.asked()).hasSize(1);
      assertThat(output.counters()).containsExactly("Reviewed");
    }
  }

  @Test
  void whatAModelInShadowWouldHaveDoneIsOnRecordAndIsJudgedByPeoplesAnswers() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      Photo board = aws.upload("board.jpg", Pictures.board());
      DecisionRecord record = triaged(triage(model), board);
      assertThat(record.wouldDelete()).isFalse();
      assertThat(model(record).rule()).contains("model-sees-no-board");
      assertThat(model(record).isShadowDeletion()).isTrue();
      assertThat(record.json()).contains("\"model-board\":0.001");
      FunctionOutput output = FunctionOutput.of(() -> answer(board, Answer.GOOD_BOARD));
      assertThat(output.sum("ModelDeletionsChecked")).isEqualTo(1);
      assertThat(output.sum("ModelDeletionsWrong")).isEqualTo(1);
      assertThat(output.sum("DeletionsChecked")).isZero();
    }
  }

  @Test
  void auditsShowABadModelThatIsObeyed() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      TriageHandler triage = triage(model, "MODEL_MODE", "obey", "AUDIT_RATE", "1");
      Photo board = aws.upload("board.jpg", Pictures.board());
      DecisionRecord record = triaged(triage, board);
      assertThat(record.by()).isEqualTo(DecidedBy.AUDIT);
      assertThat(record.rule()).contains("model-sees-no-board");
      assertThat(aws.isThere(board)).isTrue();
      FunctionOutput output = FunctionOutput.of(() -> answer(board, Answer.BROKEN_BOARD));
      assertThat(output.sum("DeletionsWrong")).isEqualTo(1);
      assertThat(DashboardQuery.ofLog("VerdictsLogs").rows(output))
          .containsExactly("model-sees-no-board, broken board");
    }
  }

  @Test
  void theReportAdvisesAgainstAModelThatAuditsFindWrong() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      TriageHandler triage = triage(model, "MODEL_MODE", "obey", "AUDIT_RATE", "1");
      for (int i = 0; i < 4; i++) {
        Photo board = aws.upload("board-" + i + ".jpg", Pictures.board());
        triaged(triage, board);
        answer(board, Answer.GOOD_BOARD);
      }
    }
    Findings findings = findings();
    ModelTrial trial = findings.model().orElseThrow();
    assertThat(trial.mode()).isEqualTo(ModelMode.OBEY);
    assertThat(trial.wrong()).isEqualTo(new Proportion(4, 4));
    assertThat(Conclusion.of(findings).advice()).isEqualTo(Advice.DEMOTE);
  }

  @Test
  void theReportLeavesAModelThatErrsInShadow() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      TriageHandler triage = triage(model);
      for (int i = 0; i < 4; i++) {
        Photo board = aws.upload("board-" + i + ".jpg", Pictures.board());
        triaged(triage, board);
        answer(board, Answer.GOOD_BOARD);
      }
    }
    Findings findings = findings();
    assertThat(findings.falseDeletions().total()).isZero();
    assertThat(findings.model().orElseThrow().wrong()).isEqualTo(new Proportion(4, 4));
    assertThat(Conclusion.of(findings).advice()).isEqualTo(Advice.KEEP_IN_SHADOW);
  }

  private Findings findings() {
    ReviewedPhotos reviewed =
        ReviewedPhotos.read(
            new BucketRecords(aws.s3(), aws.resultsBucket()), Instant.EPOCH, total -> () -> {});
    return new Findings(reviewed.all(), new Assumptions(5, 2, 0.01));
  }

  private void answer(Photo photo, Answer answer) {
    VerdictsHandler verdicts = new VerdictsHandler(aws.settings(), aws.s3(), aws.sqs());
    Verdict verdict = new Verdict(photo, answer, "", "console", Instant.now());
    TestAws.invoke(verdicts, List.of(verdict.toManifestLine()));
  }

  @Test
  void aGoodModelThatIsObeyedDeletesRestorably() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json("[0.999,0.001]"))) {
      TriageHandler triage = triage(model, "MODEL_MODE", "obey");
      Photo photo = aws.upload("cat.jpg", Pictures.board());
      DecisionRecord record = triaged(triage, photo);
      assertThat(record.by()).isEqualTo(DecidedBy.MODEL);
      assertThat(aws.isThere(photo)).isFalse();
      assertThat(HexFormat.of().formatHex(model.asked().getFirst(), 0, 3)).isEqualTo("ffd8ff");
    }
  }

  @Test
  void aDeadEndpointIsLeftAloneForAWhile() {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.status(503, "{}"))) {
      TriageHandler triage = triage(model);
      DecisionRecord last = null;
      for (int i = 0; i < 8; i++) {
        last = triaged(triage, aws.upload("board-" + i + ".jpg", Pictures.board()));
      }
      assertThat(model.asked()).hasSize(5);
      assertThat(model(last).error().orElseThrow()).startsWith("not asked");
      assertThat(aws.drain(aws.reviewQueue())).hasSize(8);
    }
  }

  @Test
  void withoutAModelNobodyIsAsked() throws IOException {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      Photo board = aws.upload("board.jpg", Pictures.board());
      DecisionRecord record =
          triaged(
              triage(model, "MODEL", "none", "MODEL_ENDPOINT", "", "MODEL_MODE", "obey"), board);
      assertThat(record.json()).doesNotContain("model");
      assertThat(model.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODEL=sagemaker",
        "MODEL_MODE=trust",
        "MODEL_CLASSES=board,other",
        "MODEL_CLASSES=not-a-board,not-a-board",
        "MODEL_TIMEOUT_MILLIS=0",
        "MODEL_ENDPOINT=",
        "MODEL_ENDPOINT=https://example.com/x"
      })
  void aWrongSettingIsRefusedByName(String setting) {
    String[] parts = setting.split("=", 2);
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      assertThatThrownBy(() -> triage(model, parts[0], parts[1]))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining("setting " + parts[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "in-function"})
  void anEndpointThatNobodyIsToAskIsRefused(String place) {
    try (RuntimeStub model = new RuntimeStub(RuntimeStub.json(INVERTED))) {
      assertThatThrownBy(() -> triage(model, "MODEL", place))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining("setting MODEL_ENDPOINT")
          .hasMessageContaining("MODEL=endpoint");
    }
  }
}
