package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.Queue;
import io.boardsift.aws.Restoration;
import io.boardsift.aws.Restoration.Deleted;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;

/** The seams of a photo's life, where functions, people and operators meet. */
class PhotoLifeTest {
  private final TestAws aws = new TestAws();
  private final TriageHandler triage = triage();
  private final VerdictsHandler verdicts = verdicts();
  private Instant clock = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);

  private TriageHandler triage(String... settings) {
    return new TriageHandler(aws.settings(settings), aws.s3(), aws.sqs());
  }

  private VerdictsHandler verdicts(String... settings) {
    return new VerdictsHandler(aws.settings(settings), aws.s3(), aws.sqs());
  }

  private Restoration restoration() {
    Queue reviewQueue = new Queue(aws.sqs(), aws.reviewQueue());
    return new Restoration(
        aws.s3(),
        aws.photosBucket(),
        aws.resultsBucket(),
        photo -> reviewQueue.send(new ReviewTask(photo).toJson()),
        InstantSource.system());
  }

  private String line(Photo photo, Answer answer) {
    clock = clock.plusSeconds(1);
    return new Verdict(photo, answer, "ann", "console", clock).toManifestLine();
  }

  private String answer(Photo photo, Answer answer) {
    String line = line(photo, answer);
    assertThat(TestAws.invoke(verdicts, List.of(line))).contains("\"batchItemFailures\":[]");
    return line;
  }

  private DecisionRecord record(Photo photo) {
    return aws.results().decision(photo).orElseThrow();
  }

  private void removeMarkers(Photo photo) {
    for (DeleteMarkerEntry marker :
        aws.s3().listObjectVersions(l -> l.bucket(photo.bucket())).deleteMarkers()) {
      aws.s3()
          .deleteObject(
              d -> d.bucket(photo.bucket()).key(marker.key()).versionId(marker.versionId()));
    }
  }

  private Photo deletedByRule(String key) {
    Photo photo = aws.upload(key, Pictures.black());
    TestAws.invoke(triage, aws.event(photo));
    assertThat(aws.isThere(photo)).isFalse();
    return photo;
  }

  private Photo deletedByPerson(String key) {
    Photo photo = aws.inReview(key, Pictures.board());
    answer(photo, Answer.NOT_A_BOARD);
    assertThat(aws.isThere(photo)).isFalse();
    return photo;
  }

  private List<String> tasks() {
    return aws.drain(aws.reviewQueue()).stream().map(m -> m.body()).toList();
  }

  private static String task(Photo photo) {
    return new ReviewTask(photo).toJson();
  }

  @Test
  void theRecordOfADeletionNamesItsMarker() {
    Photo photo = deletedByRule("black.jpg");
    String marker =
        aws.s3()
            .listObjectVersions(l -> l.bucket(photo.bucket()))
            .deleteMarkers()
            .getFirst()
            .versionId();
    assertThat(record(photo).deletion().orElseThrow().marker()).isEqualTo(marker);
    assertThat(record(photo).deletion().orElseThrow().cause()).isEqualTo(Cause.RULE);
  }

  @Test
  void anEarlierDeletionIsNotCarriedOutWhileObserving() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TriageHandler failing = triage("CONDITIONAL_DELETE", "by-s3");
    recordDeletion(photo, failing);
    TestAws.invoke(triage("MODE", "observe"), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(record(photo).outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(record(photo).reason()).startsWith("observing; would have been deleted");
    assertThat(tasks()).containsExactly(task(photo));
  }

  /** Recorded, and not carried out: as if S3 had refused the deletion. */
  private void recordDeletion(Photo photo, TriageHandler handler) {
    TestAws.invoke(handler, aws.event(photo));
    removeMarkers(photo);
    DecisionRecord done = record(photo);
    String undone = done.json().replaceFirst(",\"deletion\":\\{[^}]*}", "");
    assertThat(undone).isNotEqualTo(done.json());
    aws.s3()
        .putObject(
            put ->
                put.bucket(aws.resultsBucket()).key("decisions/" + photo.fingerprint() + ".json"),
            RequestBody.fromString(undone));
  }

  @Test
  void aDeletionThatWasCutOffIsCarriedOutByTheRepeatedEvent() {
    Photo photo = aws.upload("black.jpg", Pictures.black());
    recordDeletion(photo, triage);
    TestAws.invoke(triage, aws.event(photo));
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(record(photo).deletion().orElseThrow().isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "observe"})
  void aMarkerRemovedByHandIsNotSetAgainByARepeatedEvent(String mode) {
    Photo photo = deletedByRule("black.jpg");
    removeMarkers(photo);
    TestAws.invoke(triage("MODE", mode), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(record(photo).restored().orElseThrow().why()).contains("marker was removed");
    assertThat(tasks()).containsExactly(task(photo));
  }

  @Test
  void aMarkerRemovedByHandIsNotSetAgainByARepeatedAnswer() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String line = answer(photo, Answer.NOT_A_BOARD);
    removeMarkers(photo);
    TestAws.invoke(verdicts, List.of(line));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(tasks()).containsExactly(task(photo));
    assertThat(aws.results().isAnswered(photo)).isFalse();
  }

  @Test
  void aRepeatedEventThatTriageGivesUpLeavesADoneDeletionAlone() {
    Photo photo = deletedByRule("black.jpg");
    LabelingHandler labeling = new LabelingHandler(aws.settings(), aws.s3(), aws.sqs());
    TestAws.invoke(labeling, List.of("{\"requestPayload\":" + aws.event(photo) + "}"));
    assertThat(record(photo).outcome()).isEqualTo(Outcome.DELETE);
    assertThat(restoration().deleted()).extracting(Deleted::photo).containsExactly(photo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"good board", "broken board", "cannot tell"})
  void anAnswerChangedAfterTheDeletionBringsThePhotoBack(String label) {
    Photo photo = deletedByPerson("board.jpg");
    answer(photo, Answer.of(label).orElseThrow());
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(record(photo).restored().orElseThrow().why()).contains(label);
    assertThat(aws.results().verdict(photo).orElseThrow().answer().label()).isEqualTo(label);
    assertThat(restoration().deleted()).isEmpty();
  }

  @Test
  void whatAnAnswerBroughtBackCanBeDeletedOnAnotherWord() {
    Photo photo = deletedByPerson("board.jpg");
    answer(photo, Answer.GOOD_BOARD);
    answer(photo, Answer.NOT_A_BOARD);
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(restoration().deleted()).hasSize(1);
  }

  @Test
  void aMessageOfAnOutdatedAnswerDoesNotDelete() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String first = line(photo, Answer.NOT_A_BOARD);
    answer(photo, Answer.GOOD_BOARD);
    TestAws.invoke(verdicts, List.of(first));
    assertThat(aws.isThere(photo)).isTrue();
  }

  @Test
  void ofTwoAnswersAtTheSameMomentTheOneThatDeletesNothingStands() {
    for (boolean boardFirst : new boolean[] {true, false}) {
      Photo photo = aws.inReview("same-" + boardFirst, Pictures.board());
      String board = new Verdict(photo, Answer.GOOD_BOARD, "", "", clock).toManifestLine();
      String other = new Verdict(photo, Answer.NOT_A_BOARD, "", "", clock).toManifestLine();
      TestAws.invoke(verdicts, boardFirst ? List.of(board, other) : List.of(other, board));
      assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.GOOD_BOARD);
      assertThat(aws.isThere(photo)).isTrue();
    }
  }

  @Test
  void aRestoredPhotoIsNotDeletedByItsOldAnswerOnceMore() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String old = answer(photo, Answer.NOT_A_BOARD);
    restoration().restore(restoration().deleted("board.jpg").getFirst(), "a test");
    TestAws.invoke(verdicts, List.of(old));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(aws.results().verdict(photo)).isEmpty();
    assertThat(tasks()).containsOnly(task(photo));
  }

  @Test
  void aVersionIsRestoredThoughItsKeyWasUsedAgain() {
    Photo old = deletedByRule("line/0001.jpg");
    Photo newer = aws.upload("line/0001.jpg", Pictures.board());
    Deleted deleted = restoration().deleted("line/0001.jpg").getFirst();
    assertThat(deleted.photo()).isEqualTo(old);
    assertThat(deleted.isShownAfter()).isFalse();
    restoration().restore(deleted, "a test");
    assertThat(record(old).outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(restoration().deleted()).isEmpty();
    assertThat(tasks()).containsExactly(task(old));
    assertThat(aws.s3().headObject(h -> h.bucket(newer.bucket()).key(newer.key())).versionId())
        .isEqualTo(newer.versionId());
  }

  @Test
  void aRestorationThatWasCutOffIsFinishedByTheNextOne() {
    Photo photo = deletedByRule("black.jpg");
    // The record was written, and nothing else was done.
    aws.results()
        .change(
            aws.results().stored(photo).orElseThrow(), r -> r.restored("a test", Instant.now()));
    Deleted deleted = restoration().deleted("black.jpg").getFirst();
    restoration().restore(deleted, "a test");
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(record(photo).reason()).containsOnlyOnce("restored");
    assertThat(tasks()).containsExactly(task(photo));
  }

  @Test
  void aPhotoWhoseRestorationWasCutOffComesBackByAnAnswer() {
    Photo photo = deletedByRule("black.jpg");
    aws.results()
        .change(
            aws.results().stored(photo).orElseThrow(),
            r -> r.restored("a test", clock.minusSeconds(1)));
    answer(photo, Answer.CANNOT_TELL);
    assertThat(aws.isThere(photo)).isTrue();
  }

  @Test
  void anAnswerOnAPhotoThatNobodyWasAskedAboutIsADeadLetter() {
    Photo undecided = aws.upload("undecided.jpg", Pictures.board());
    Photo rules = new Photo(aws.resultsBucket(), "rules.yaml", "v", "e", 1);
    Photo asked = aws.inReview("asked.jpg", Pictures.board());
    Photo forged = new Photo(asked.bucket(), asked.key(), asked.versionId(), "0123", asked.size());
    Photo deleted = deletedByRule("black.jpg");
    for (Photo photo : List.of(undecided, rules, forged, deleted)) {
      TestAws.invoke(verdicts, List.of(line(photo, Answer.NOT_A_BOARD)));
      assertThat(aws.results().verdict(photo)).isEmpty();
      assertThat(aws.drain(aws.deadLetters()))
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter.messageAttributes().get("reason").stringValue())
                      .containsAnyOf("nobody was asked", "another bucket"));
    }
    assertThat(aws.isThere(undecided)).isTrue();
    assertThat(aws.isThere(asked)).isTrue();
  }

  @Test
  void anAnswerFromTheFutureIsADeadLetterAndBlocksNobody() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String future =
        new Verdict(photo, Answer.NOT_A_BOARD, "", "", Instant.parse("9999-01-01T00:00:00Z"))
            .toManifestLine();
    TestAws.invoke(verdicts, List.of(future));
    assertThat(aws.drain(aws.deadLetters())).hasSize(1);
    answer(photo, Answer.GOOD_BOARD);
    assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.GOOD_BOARD);
  }

  @Test
  void anAnswerCountsThoughTheMemoryCannotBeWritten() {
    Photo photo = aws.upload("bench.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(photo));
    assertThat(record(photo).appearance()).isPresent();
    VerdictsHandler forgetful =
        new VerdictsHandler(aws.settings(), aws.s3WithoutWritesTo("memory/"), aws.sqs());
    String answer = line(photo, Answer.NOT_A_BOARD);
    assertThat(TestAws.invoke(forgetful, List.of(answer))).contains("\"m1\"");
    assertThat(aws.isThere(photo)).isFalse();
    // It comes again a few times, for the memory's sake.
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                assertThat(TestAws.invokeAtLast(forgetful, List.of(answer)))
                    .contains("\"batchItemFailures\":[]"));
    assertThat(output.sum("MemoryNotWritten")).isEqualTo(1);
    assertThat(aws.records("memory/")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"outcome\":", "{\"version\":99}", "\u0000"})
  void aDamagedRecordCountsAsWaitingAndIsRepairedByTheAnswer(String damaged) {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String key = "decisions/" + photo.fingerprint() + ".json";
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(damaged));
    TestAws.invoke(triage, aws.event(photo));
    assertThat(tasks()).containsExactly(task(photo));
    answer(photo, Answer.NOT_A_BOARD);
    assertThat(record(photo).reason()).contains("cannot be read");
    assertThat(aws.results().stored(photo).orElseThrow().isDamaged()).isFalse();
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(restoration().deleted()).hasSize(1);
  }

  @Test
  void aDamagedAnswerCountsAsNoneAndIsReplaced() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String key = "verdicts/" + photo.fingerprint() + ".json";
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString("{\"a\":"));
    TestAws.invoke(triage, aws.event(photo));
    assertThat(tasks()).containsExactly(task(photo));
    answer(photo, Answer.GOOD_BOARD);
    assertThat(aws.results().verdict(photo)).isPresent();
  }

  @Test
  void fieldsOfARecordThatAreNotKnownAreKept() {
    Photo photo = aws.inReview("board.jpg", Pictures.board());
    String key = "decisions/" + photo.fingerprint() + ".json";
    String more = record(photo).json().replaceFirst("\\{", "{\"ticket\":\"A-17\",");
    aws.s3()
        .putObject(put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(more));
    answer(photo, Answer.NOT_A_BOARD);
    assertThat(record(photo).json()).contains("\"ticket\":\"A-17\"", "\"deletion\"");
  }

  @Test
  void anotherBucketsPhotoIsNeverDeleted() {
    String other = "other-" + aws.photosBucket();
    aws.s3().createBucket(create -> create.bucket(other));
    Photo photo = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage("PHOTOS_BUCKET", other), aws.event(photo));
    assertThat(aws.isThere(photo)).isTrue();
    assertThat(record(photo).reason()).contains("not the photos bucket");
  }
}
