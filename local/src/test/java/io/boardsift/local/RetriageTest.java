package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Retriage;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.console.ConsoleHandler;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;

/** Photos that people were asked about only because something failed are triaged again. */
class RetriageTest {
  private final TestAws aws = new TestAws();
  private final TriageHandler triage = triage();
  private final LabelingHandler labeling = new LabelingHandler(aws.settings(), aws.s3(), aws.sqs());
  private final VerdictsHandler verdicts = new VerdictsHandler(aws.settings(), aws.s3(), aws.sqs());
  private final LocalFunction console =
      LocalFunction.of(
          "console",
          new ConsoleHandler(
              aws.settings(), aws.s3(), TestAws.ACCOUNT.presigner(aws.s3Endpoint()), aws.sqs()),
          APIGatewayV2HTTPEvent.class,
          APIGatewayV2HTTPResponse.class,
          Duration.ofSeconds(10));

  private TriageHandler triage(String... settings) {
    return new TriageHandler(aws.settings(settings), aws.s3(), aws.sqs());
  }

  private Retriage retriage() {
    Queue failures = new Queue(aws.sqs(), aws.failures());
    return new Retriage(
        aws.s3(),
        aws.resultsBucket(),
        photo -> failures.send(FailedInvocation.message(photo)),
        InstantSource.system());
  }

  /** A photo that was given up, and lies on the tasks queue. */
  private Photo givenUp(String key, byte[] bytes) {
    Photo photo = aws.upload(key, bytes);
    TestAws.invoke(labeling, List.of(FailedInvocation.message(photo)));
    assertThat(record(photo).by()).isEqualTo(DecidedBy.ERROR);
    return photo;
  }

  private DecisionRecord record(Photo photo) {
    return aws.results().decision(photo).orElseThrow();
  }

  private static Verdict verdict(Photo photo, Answer answer) {
    return new Verdict(photo, answer, "", "console", Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  private void answer(Photo photo, Answer answer) {
    assertThat(TestAws.invoke(verdicts, List.of(verdict(photo, answer).toManifestLine())))
        .contains("\"batchItemFailures\":[]");
  }

  private List<Photo> waiting() {
    return retriage().waiting(Instant.EPOCH).map(DecisionRecord::photo).toList();
  }

  private JsonNode post(String path, String body) throws IOException {
    return ConsoleCalls.post(console, path, body);
  }

  @Test
  void whatWasGivenUpIsDecidedByRulesAndTheConsoleShowsNobodyWhatIsDeleted() throws IOException {
    Photo black = givenUp("black.jpg", Pictures.black());
    Photo board = givenUp("board.jpg", Pictures.board());
    for (Photo photo : waiting()) {
      assertThat(retriage().send(photo)).isTrue();
    }
    aws.invoke(triage, aws.failures());
    aws.invoke(triage, aws.failures());
    assertThat(record(black).by()).isEqualTo(DecidedBy.RULE);
    assertThat(record(black).before()).contains("triage gave up on its event");
    assertThat(aws.isThere(black)).isFalse();
    assertThat(record(board).by()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(record(board).appearance()).isPresent();
    assertThat(waiting()).isEmpty();
    JsonNode tasks = post("/api/leases", "{\"count\":10}").path("tasks");
    assertThat(tasks).hasSize(1);
    assertThat(tasks.path(0).at("/photo/key").asText()).isEqualTo("board.jpg");
    assertThat(aws.queues().size(aws.tasksQueue())).isEqualTo(1);
  }

  @Test
  void withRefusedRulesPeopleAreAskedAndOnceTheyAreMendedRulesAre() {
    rules("rules:\n  - name: a\n    when: brightnes below 1\n");
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(black));
    assertThat(record(black).reason()).startsWith("rules refused");
    aws.s3().deleteObject(d -> d.bucket(aws.resultsBucket()).key("rules.yaml"));
    assertThat(retriage().send(black)).isTrue();
    aws.invoke(triage(), aws.failures());
    assertThat(aws.isThere(black)).isFalse();
  }

  private void rules(String yaml) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"), RequestBody.fromString(yaml));
  }

  @Test
  void withoutTheOwnersWordTheFirstDecisionStands() {
    Photo black = givenUp("black.jpg", Pictures.black());
    TestAws.invoke(triage, aws.event(black));
    assertThat(record(black).by()).isEqualTo(DecidedBy.ERROR);
    assertThat(aws.isThere(black)).isTrue();
  }

  @Test
  void whatIsAnsweredOrWasNoErrorIsNotTriagedAgain() {
    Photo answered = givenUp("answered.jpg", Pictures.black());
    answer(answered, Answer.GOOD_BOARD);
    Photo decided = aws.upload("decided.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(decided));
    assertThat(waiting()).isEmpty();
    assertThat(retriage().send(decided)).isFalse();
    assertThat(aws.queues().size(aws.failures())).isZero();
  }

  /** Its verdict may lie among the dead letters, where the same outage has put it. */
  @Test
  void whatWasAnsweredInTheConsoleIsNotTriagedAgainThoughTheVerdictIsNotRecorded()
      throws IOException {
    Photo black = givenUp("black.jpg", Pictures.black());
    JsonNode task = post("/api/leases", "{\"count\":10}").path("tasks").path(0);
    post(
        "/api/answers",
        "{\"photo\":%s,\"answer\":\"good board\",\"lease\":%s,\"id\":\"%s\",\"replaces\":null}"
            .formatted(task.path("photo"), task.path("lease"), "1".repeat(32)));
    aws.drain(aws.verdictsQueue());
    assertThat(waiting()).isEmpty();
    assertThat(retriage().send(black)).isFalse();
    assertThat(aws.isThere(black)).isTrue();
  }

  @Test
  void whatFailsOnceMoreInTheSameWayIsNotTriagedAgain() {
    Photo broken = givenUp("broken.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
    assertThat(retriage().send(broken)).isTrue();
    aws.invoke(triage, aws.failures());
    assertThat(record(broken).by()).isEqualTo(DecidedBy.ERROR);
    assertThat(retriage().send(broken)).isTrue(); // it is another error than before
    aws.invoke(triage, aws.failures());
    assertThat(waiting()).isEmpty();
    assertThat(retriage().send(broken)).isFalse();
  }

  @Test
  void anAnswerThatComesBeforeTriageCounts() {
    Photo black = givenUp("black.jpg", Pictures.black());
    assertThat(retriage().send(black)).isTrue();
    answer(black, Answer.GOOD_BOARD);
    aws.invoke(triage, aws.failures());
    assertThat(aws.isThere(black)).isTrue();
    assertThat(record(black).by()).isEqualTo(DecidedBy.ERROR);
  }

  @Test
  void anAnswerOnAPageThatIsStillOpenBringsThePhotoBack() throws IOException {
    Photo black = givenUp("black.jpg", Pictures.black());
    JsonNode task = post("/api/leases", "{\"count\":10}").path("tasks").path(0);
    retriage().send(black);
    aws.invoke(triage, aws.failures());
    assertThat(aws.isThere(black)).isFalse();
    post(
        "/api/answers",
        "{\"photo\":%s,\"answer\":\"good board\",\"lease\":%s,\"id\":\"%s\",\"replaces\":null}"
            .formatted(task.path("photo"), task.path("lease"), "1".repeat(32)));
    aws.invoke(verdicts, aws.verdictsQueue());
    assertThat(aws.isThere(black)).isTrue();
    assertThat(aws.drain(aws.deadLetters())).isEmpty();
    TestAws.invoke(triage, aws.event(black)); // late, and repeated
    assertThat(aws.isThere(black)).isTrue();
  }

  @Test
  void anAnswerAtTheMomentOfTheDeletionBringsThePhotoBack() {
    Photo black = givenUp("black.jpg", Pictures.black());
    retriage().send(black);
    AtomicBoolean isAnswered = new AtomicBoolean();
    TriageHandler overtaken =
        new TriageHandler(
            aws.settings(),
            aws.s3Where(
                request -> {
                  if (request instanceof DeleteObjectRequest && !isAnswered.getAndSet(true)) {
                    answer(black, Answer.BROKEN_BOARD);
                  }
                }),
            aws.sqs());
    aws.invoke(overtaken, aws.failures());
    assertThat(isAnswered).isTrue();
    aws.invoke(verdicts, aws.verdictsQueue()); // it is asked to bring it back
    assertThat(aws.isThere(black)).isTrue();
    assertThat(aws.results().verdict(black).orElseThrow().answer()).isEqualTo(Answer.BROKEN_BOARD);
  }

  @Test
  void whatIsNotDeletedAfterAllIsAPersonsAgain() {
    Photo black = givenUp("black.jpg", Pictures.black());
    aws.drain(aws.tasksQueue());
    retriage().send(black);
    aws.invoke(triage("MODE", "observe"), aws.failures());
    assertThat(record(black).outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(record(black).reason()).startsWith("observing");
    assertThat(aws.drain(aws.reviewQueue()))
        .singleElement()
        .satisfies(task -> assertThat(task.body()).isEqualTo(new ReviewTask(black).toJson()));
  }

  @Test
  void twoMessagesOfOnePhotoDecideOnce() {
    Photo black = givenUp("black.jpg", Pictures.black());
    retriage().send(black);
    retriage().send(black);
    aws.invoke(triage, aws.failures());
    String once = record(black).json();
    aws.invoke(triage, aws.failures());
    assertThat(record(black).json()).isEqualTo(once);
    assertThat(aws.queues().size(aws.failures())).isZero();
  }
}
