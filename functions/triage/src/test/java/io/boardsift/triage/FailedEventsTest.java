package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.GuardObject;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Telemetry;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What triage fails on is not decided, but triaged again, hours long; then people get it. */
class FailedEventsTest {
  private static final String NOTHING_AGAIN = "{\"batchItemFailures\":[]}";

  private final TestAws aws = new TestAws();
  private final TriageHandler triage = new TriageHandler(aws.settings(), aws.s3(), aws.sqs());

  private TriageHandler triageOn(S3Client s3, String... settings) {
    return new TriageHandler(aws.settings(settings), s3, aws.sqs());
  }

  /** S3 to a client whose reads of some keys fail. */
  private S3Client failing(String prefix, SdkException error) {
    return aws.s3Where(
        request -> {
          if (isRead(request, prefix)) {
            throw error;
          }
        });
  }

  private static boolean isRead(SdkRequest request, String prefix) {
    return request instanceof GetObjectRequest get && get.key().startsWith(prefix);
  }

  private static SdkException answer(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .message(code)
        .build();
  }

  /** As Lambda leaves an event. */
  private String failed(Photo photo, String error) {
    return "{\"requestContext\":{\"condition\":\"RetriesExhausted\"},\"requestPayload\":%s,\"responsePayload\":%s}"
        .formatted(aws.event(photo), error);
  }

  private void giveBack(String message) {
    new Queue(aws.sqs(), aws.failures()).send(message);
  }

  private long waiting() {
    return aws.queues().size(aws.failures());
  }

  private DecidedBy by(Photo photo) {
    return aws.results().decision(photo).orElseThrow().by();
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError",
    "503, SlowDown",
    "403, AccessDenied",
    "400, KMS.DisabledException",
    "400, ExpiredToken"
  })
  void whatKeepsAPhotoFromBeingReadForAWhileIsNotDecided(int status, String code) {
    Photo black = aws.upload("line/black.jpg", Pictures.black());
    TriageHandler refused = triageOn(failing("line/", answer(status, code)));
    assertThatThrownBy(() -> TestAws.invoke(refused, aws.event(black)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(aws.results().decision(black)).isEmpty();
    TestAws.invoke(triage, aws.event(black));
    assertThat(by(black)).isEqualTo(DecidedBy.RULE);
  }

  @Test
  void rulesThatANewFunctionCannotReadDecideNothing() {
    Photo black = aws.upload("line/black.jpg", Pictures.black());
    AtomicBoolean isAway = new AtomicBoolean(true);
    TriageHandler fresh =
        triageOn(
            aws.s3Where(
                request -> {
                  if (isAway.get() && isRead(request, ResultsBucket.RULES)) {
                    throw SdkClientException.create("connection refused");
                  }
                }));
    assertThatThrownBy(() -> TestAws.invoke(fresh, aws.event(black)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(aws.results().decision(black)).isEmpty();
    isAway.set(false);
    TestAws.invoke(fresh, aws.event(black));
    assertThat(by(black)).isEqualTo(DecidedBy.RULE);
    isAway.set(true); // those that it has read stay in force
    Photo another = aws.upload("line/another.jpg", Pictures.black());
    TestAws.invoke(fresh, aws.event(another));
    assertThat(by(another)).isEqualTo(DecidedBy.RULE);
  }

  @Test
  void aGuardThatANewFunctionCannotReadLeavesNothingToPeople() {
    Photo black = aws.upload("line/black.jpg", Pictures.black());
    TriageHandler fresh =
        triageOn(failing(GuardObject.KEY, answer(503, "SlowDown")), "RUNAWAY_SHARE", "0.6");
    assertThatThrownBy(() -> TestAws.invoke(fresh, aws.event(black)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(aws.results().decision(black)).isEmpty();
    assertThat(aws.isThere(black)).isTrue();
  }

  @Test
  void whatFailedIsDecidedByRulesOnceAllIsBack() {
    Photo black = aws.upload("line/black.jpg", Pictures.black());
    giveBack(failed(black, "{\"errorType\":\"java.lang.IllegalStateException\"}"));
    TriageHandler away = triageOn(failing("line/", SdkClientException.create("timeout")));
    assertThat(aws.invoke(away, aws.failures())).contains("itemIdentifier");
    assertThat(waiting()).isEqualTo(1);
    assertThat(aws.results().decision(black)).isEmpty();
    assertThat(aws.invoke(triage, aws.failures())).isEqualTo(NOTHING_AGAIN);
    assertThat(waiting()).isZero();
    assertThat(by(black)).isEqualTo(DecidedBy.RULE);
    assertThat(aws.isThere(black)).isFalse();
  }

  @Test
  void allThreeShapesOfMessagesAreTriagedAgain() {
    Photo given = aws.upload("given up.jpg", Pictures.black());
    Photo forgotten = aws.upload("f\u00fcr+got%ten.jpg", Pictures.black());
    Photo bridged = aws.upload("bridged.jpg", Pictures.black());
    giveBack(failed(given, "{}"));
    giveBack(FailedInvocation.message(forgotten));
    String event = FailedInvocation.message(bridged).replace("{\"requestPayload\":", "");
    giveBack(event.substring(0, event.length() - 1));
    for (int i = 0; i < 3; i++) {
      assertThat(aws.invoke(triage, aws.failures())).isEqualTo(NOTHING_AGAIN);
    }
    assertThat(aws.isThere(given)).isFalse();
    assertThat(aws.isThere(forgotten)).isFalse();
    assertThat(aws.isThere(bridged)).isFalse();
  }

  @Test
  void inAnyOrderAndRepeatedTheFirstDecisionStands() {
    Photo board = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(board));
    String first = aws.results().decision(board).orElseThrow().json();
    giveBack(failed(board, "{}"));
    giveBack(failed(board, "{}"));
    aws.invoke(triage, aws.failures());
    TestAws.invoke(triage, aws.event(board));
    aws.invoke(triage, aws.failures());
    assertThat(aws.results().decision(board).orElseThrow().json()).isEqualTo(first);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatNeverWorksIsHandedOnAfterTheLastTry() {
    Photo board = aws.upload("line/board.jpg", Pictures.board());
    TriageHandler never = triageOn(failing("line/", answer(403, "AccessDenied")));
    giveBack(failed(board, "{}"));
    for (int i = 0; i < 3; i++) { // as often as the queue lets it
      assertThat(aws.invoke(never, aws.failures())).contains("itemIdentifier");
    }
    for (int i = 0; i < 2 && waiting() > 0; i++) { // waits for the pause to end
      aws.invoke(never, aws.failures());
    }
    assertThat(waiting()).isZero();
    assertThat(aws.drain(aws.givenUp()))
        .singleElement()
        .extracting(Message::body)
        .isEqualTo(failed(board, "{}"));
    assertThat(aws.results().decision(board)).isEmpty();
  }

  @Test
  void eachPauseIsTwiceAsLongUpToAnHour() {
    FailedEvents events =
        new FailedEvents(
            photos -> 0,
            new Queue(aws.sqs(), aws.failures()),
            new Queue(aws.sqs(), aws.givenUp()),
            Duration.ofMinutes(2),
            new TriageLog(new Telemetry("triage")));
    assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 10, 1_000, Integer.MAX_VALUE))
        .extracting(tries -> events.pause(tries).toMinutes())
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L);
  }

  /** Whatever ends the process then, the message neither comes at once nor stays away for long. */
  @Test
  void aMessageHasItsPauseBeforeItIsTried() {
    aws.sqs()
        .setQueueAttributes(
            set ->
                set.queueUrl(aws.failures().toString())
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "40000")));
    Photo board = aws.upload("line/board.jpg", Pictures.board());
    giveBack(failed(board, "{}"));
    AtomicBoolean isVisibleAgain = new AtomicBoolean();
    TriageHandler looking =
        triageOn(
            aws.s3Where(
                request -> {
                  if (isRead(request, "line/")) {
                    isVisibleAgain.set(
                        !aws.sqs()
                            .receiveMessage(
                                receive ->
                                    receive.queueUrl(aws.failures().toString()).waitTimeSeconds(5))
                            .messages()
                            .isEmpty());
                    throw SdkClientException.create("away");
                  }
                }));
    aws.invoke(looking, aws.failures());
    assertThat(isVisibleAgain).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: 1 Error: Runtime exited with error: signal: segmentation fault\"}",
        "{\"errorType\":\"Runtime.OutOfMemory\",\"errorMessage\":\"\"}"
      })
  void aPhotoThatEndsTheProcessIsTriedTwiceMoreOnly(String error) {
    Photo board = aws.upload("line/board.jpg", Pictures.board());
    giveBack(failed(board, error));
    TriageHandler away = triageOn(failing("line/", SdkClientException.create("away")));
    assertThat(aws.invoke(away, aws.failures())).contains("itemIdentifier");
    assertThat(aws.invoke(away, aws.failures())).contains("itemIdentifier");
    assertThat(aws.invoke(away, aws.failures())).isEqualTo(NOTHING_AGAIN);
    assertThat(aws.drain(aws.givenUp())).hasSize(1);
  }

  @Test
  void whatTookTooLongMayBeAnOutageAndIsTriedOn() {
    Photo board = aws.upload("line/board.jpg", Pictures.board());
    giveBack(
        failed(
            board,
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: 1 Error: Task timed out after 60.00 seconds\"}"));
    TriageHandler away = triageOn(failing("line/", SdkClientException.create("away")));
    for (int i = 0; i < 3; i++) {
      assertThat(aws.invoke(away, aws.failures())).contains("itemIdentifier");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestPayload\":{\"detail-type\":\"Object Painted\"}}",
        "{\"requestPayload\":{\"Records\":[]}}",
        "no JSON",
        "null",
        "{}"
      })
  void whatNobodyUnderstandsIsHandedOnAtOnce(String message) {
    giveBack(message);
    assertThat(aws.invoke(triage, aws.failures())).isEqualTo(NOTHING_AGAIN);
    assertThat(aws.drain(aws.givenUp()))
        .singleElement()
        .extracting(Message::body)
        .isEqualTo(message);
  }

  @Test
  void ofAnEventUnderstoodInPartTheKnownPhotosAreTriagedAndTheRestIsHandedOn() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    giveBack(failed(black, "{}").replace("[{", "[{\"novelty\":true},{"));
    assertThat(aws.invoke(triage, aws.failures())).isEqualTo(NOTHING_AGAIN);
    assertThat(aws.results().decision(black).orElseThrow().outcome()).isEqualTo(Outcome.DELETE);
    assertThat(aws.drain(aws.givenUp())).hasSize(1);
  }

  /** All together they might never get through within the function's time. */
  @Test
  void eachPhotoOfAnEventHasAMessageOfItsOwn() {
    Photo one = aws.upload("one.jpg", Pictures.black());
    Photo other = aws.upload("other.jpg", Pictures.black());
    String record =
        aws.event(other).replaceFirst("(?s)^.*?\"Records\":\\[", "").replaceFirst("]}$", "");
    giveBack(
        failed(one, "{}")
            .replaceFirst("\"Records\":\\[", "$0" + Matcher.quoteReplacement(record) + ","));
    assertThat(aws.invoke(triage, aws.failures())).isEqualTo(NOTHING_AGAIN);
    assertThat(aws.results().decision(one)).isEmpty();
    assertThat(waiting()).isEqualTo(2);
    aws.invoke(triage, aws.failures());
    aws.invoke(triage, aws.failures());
    assertThat(by(one)).isEqualTo(DecidedBy.RULE);
    assertThat(by(other)).isEqualTo(DecidedBy.RULE);
  }

  @Test
  void whatCannotBeHandedOnComesAgain() {
    TriageHandler alone =
        triageOn(aws.s3(), "TRIAGE_GIVEN_UP_URL", aws.givenUp() + "-is-not-there");
    giveBack("no JSON");
    FunctionOutput output =
        FunctionOutput.of(
            () -> assertThat(aws.invoke(alone, aws.failures())).contains("itemIdentifier"));
    assertThat(output.sum("Failed")).isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void uploadsThatComeByAnotherQueueAreUploads() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    new Queue(aws.sqs(), aws.reviewQueue()).send(aws.event(black));
    aws.invoke(triage, aws.reviewQueue());
    assertThat(aws.isThere(black)).isFalse();
    assertThat(aws.drain(aws.failures())).isEmpty();
  }
}
