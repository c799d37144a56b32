package io.boardsift.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.DeletionEntry;
import io.boardsift.aws.DeletionIndex;
import io.boardsift.fixtures.DashboardQuery;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final TestAws aws = new TestAws();
  private final VerdictsHandler verdicts = verdicts();
  private final Photo photo = aws.inReview("a b.jpg", Pictures.board());

  private VerdictsHandler verdicts(String... settings) {
    return new VerdictsHandler(aws.settings(settings), aws.s3(), aws.sqs());
  }

  private static String answer(Photo photo, Answer answer, Instant at) {
    return new Verdict(photo, answer, "", "console", at).toManifestLine();
  }

  @Test
  void recordsTheAnswer() {
    TestAws.invoke(verdicts, List.of(answer(photo, Answer.BROKEN_BOARD, NOON)));
    Verdict verdict = aws.results().verdict(photo).orElseThrow();
    assertThat(verdict.answer()).isEqualTo(Answer.BROKEN_BOARD);
    assertThat(verdict.at()).isEqualTo(NOON);
    assertThat(aws.isThere(photo)).isTrue();
  }

  @Test
  void deletesWhatAPersonCalledNotABoard() {
    TestAws.invoke(verdicts, List.of(answer(photo, Answer.NOT_A_BOARD, NOON)));
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(aws.s3().listObjectVersions(l -> l.bucket(photo.bucket())).versions()).hasSize(1);
    DeletionIndex index = aws.results().deletions();
    assertThat(index.counts(index.days().getFirst()))
        .containsExactly(new DeletionIndex.Count(DeletionEntry.PERSON, "", 1));
  }

  @Test
  void keepsItWhileObserving() {
    TestAws.invoke(verdicts("MODE", "observe"), List.of(answer(photo, Answer.NOT_A_BOARD, NOON)));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.results().verdict(photo)).isPresent();
  }

  @Test
  void aRepeatedAnswerChangesAndCountsNothing() {
    String line = answer(photo, Answer.NOT_A_BOARD, NOON);
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              TestAws.invoke(verdicts, List.of(line, line));
              TestAws.invoke(verdicts, List.of(line));
            });
    assertThat(output.sum("Verdicts")).isEqualTo(1);
    assertThat(aws.records("verdicts/")).isEqualTo(1);
    assertThat(aws.s3().listObjectVersions(l -> l.bucket(photo.bucket())).deleteMarkers())
        .hasSize(1);
  }

  @Test
  void aChangedAnswerIsOnePhotoChecked() {
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                TestAws.invoke(
                    verdicts,
                    List.of(
                        answer(photo, Answer.GOOD_BOARD, NOON),
                        answer(photo, Answer.BROKEN_BOARD, NOON.plusSeconds(1)))));
    assertThat(output.sum("Verdicts")).isEqualTo(1);
    assertThat(output.metrics().getFirst().path("Service").asText()).isEqualTo("verdicts");
    assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.BROKEN_BOARD);
  }

  @Test
  void theLatestAnswerCountsWhateverComesFirst() {
    String changed = answer(photo, Answer.GOOD_BOARD, NOON.plusSeconds(5));
    String first = answer(photo, Answer.NOT_A_BOARD, NOON);
    TestAws.invoke(verdicts, List.of(changed, first));
    assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.GOOD_BOARD);
    assertThat(aws.isThere(photo)).isTrue();
  }

  private void send(String line) {
    aws.sqs().sendMessage(send -> send.queueUrl(aws.verdictsQueue().toString()).messageBody(line));
  }

  @Test
  void anAnswerChangedWithinTheGraceIsNotCarriedOut() {
    VerdictsHandler patient = verdicts("GRACE_SECONDS", "2");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    send(answer(photo, Answer.NOT_A_BOARD, now));
    aws.invoke(patient, aws.verdictsQueue());
    assertThat(aws.isThere(photo)).isTrue();
    TestAws.invoke(patient, List.of(answer(photo, Answer.CANNOT_TELL, now.plusMillis(100))));
    aws.invoke(patient, aws.verdictsQueue());
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.queues().size(aws.verdictsQueue())).isZero();
  }

  @Test
  void anAnswerThatStandsAfterTheGraceIsCarriedOutAndMakesNoCopiesOfItself() {
    VerdictsHandler patient = verdicts("GRACE_SECONDS", "2");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    send(answer(photo, Answer.NOT_A_BOARD, now));
    aws.invoke(patient, aws.verdictsQueue());
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.queues().size(aws.verdictsQueue())).isEqualTo(1);
    aws.invoke(patient, aws.verdictsQueue());
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(aws.queues().size(aws.verdictsQueue())).isZero();
  }

  @Test
  void aNewerUploadUnderTheKeyIsNotDeletedForTheOldOne() {
    Photo newer = aws.upload(photo.key(), Pictures.plain("png", 300, 300));
    TestAws.invoke(verdicts, List.of(answer(photo, Answer.NOT_A_BOARD, NOON)));
    assertThat(aws.isThere(newer)).isTrue();
  }

  @Test
  void aPoisonMessageBecomesADeadLetterWithItsReason() {
    String response =
        TestAws.invoke(
            verdicts,
            List.of(
                "nonsense",
                answer(photo, Answer.GOOD_BOARD, NOON).replace("good board", "fine board"),
                answer(photo, Answer.GOOD_BOARD, NOON)));
    assertThat(response).contains("\"batchItemFailures\":[]");
    assertThat(aws.drain(aws.deadLetters())).hasSize(2);
    assertThat(aws.results().verdict(photo)).isPresent();
  }

  @Test
  void whenTheRecordCannotBeWrittenTheAnswerComesAgainAndNothingIsDeleted() {
    VerdictsHandler broken = verdicts("RESULTS_BUCKET", "there-is-no-such-bucket");
    String response = TestAws.invoke(broken, List.of(answer(photo, Answer.NOT_A_BOARD, NOON)));
    assertThat(response).contains("\"m1\"");
    assertThat(aws.isThere(photo)).isTrue();
    FunctionOutput output =
        FunctionOutput.of(
            () -> TestAws.invoke(broken, List.of(answer(photo, Answer.NOT_A_BOARD, NOON))));
    assertThat(output.text()).contains("\"messageId\":\"m1\"").doesNotContain("reserved key");
  }

  private Photo audited(String key) {
    Photo photo = aws.upload(key, Pictures.black());
    aws.results()
        .recordUnlessRecorded(
            DecisionRecord.of(photo, TestAws.decisionByRule().asAudit(), Instant.now(), 0));
    return photo;
  }

  @Test
  void measuresHowOftenRulesErr() {
    Photo rightly = audited("rightly.jpg");
    Photo wrongly = audited("wrongly.jpg");
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                TestAws.invoke(
                    verdicts,
                    List.of(
                        answer(rightly, Answer.NOT_A_BOARD, NOON),
                        answer(wrongly, Answer.GOOD_BOARD, NOON))));
    assertThat(output.sum("DeletionsChecked")).isEqualTo(2);
    assertThat(output.sum("DeletionsWrong")).isEqualTo(1);
    assertThat(output.counters())
        .containsExactly("DeletionsChecked", "DeletionsWrong", "NotABoard", "Verdicts");
    // The dashboard finds in the log which rule it was.
    DashboardQuery query = DashboardQuery.ofLog("VerdictsLogs");
    assertThat(query.rows(output)).containsExactly("blank, good board");
    // The audit is over: what the person confirmed is deleted now, and the other one stays.
    assertThat(aws.isThere(rightly)).isFalse();
    assertThat(aws.isThere(wrongly)).isTrue();
  }
}
