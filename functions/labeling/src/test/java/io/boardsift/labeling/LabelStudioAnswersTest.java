package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.Settings;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Answers on their way back from Label Studio. */
class LabelStudioAnswersTest {
  private static final Duration PLENTY = Duration.ofMinutes(5);

  private final TestAws aws = new TestAws();
  private final LabelStudioStub stub = new LabelStudioStub();
  private Settings settings = stub.settings(aws);

  @AfterEach
  void stop() {
    stub.close();
  }

  private void handOver(S3Client s3, SqsClient sqs, Photo... photos) {
    List<String> messages = Arrays.stream(photos).map(p -> new ReviewTask(p).toJson()).toList();
    TestAws.invoke(new LabelingHandler(settings, s3, sqs), messages);
  }

  /** Hands over a new photo, whose task has the number 1. */
  private Photo handedOver() {
    Photo photo = aws.inReview("a.jpg", Pictures.board());
    handOver(aws.s3(), aws.sqs(), photo);
    return photo;
  }

  private void read(S3Client s3, SqsClient sqs, Duration later, Duration timeout) {
    KeeperRun.keep(settings, s3, sqs, later, timeout);
  }

  private void read() {
    read(aws.s3(), aws.sqs(), Duration.ZERO, PLENTY);
  }

  @ParameterizedTest
  @EnumSource
  void eachAnswerIsSentWithItsPhotoAndItsTime(Answer answer) {
    Photo photo = handedOver();
    stub.annotate(1, answer.label());
    Instant at = Instant.parse(stub.annotation(1, 0).path("updated_at").asText());
    read();
    assertThat(aws.verdicts())
        .containsExactly(new Verdict(photo, answer, "user 1", "label-studio/7", at));
  }

  @Test
  void anAnswerIsSentOnceHoweverOftenItIsRead() {
    handedOver();
    stub.annotate(1, "good board");
    read();
    read();
    read(aws.s3(), aws.sqs(), Duration.ofDays(1), PLENTY);
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void aChangedAnswerIsSentWithItsOwnTime() {
    handedOver();
    long annotation = stub.annotate(1, "not a board");
    read();
    Verdict first = aws.verdicts().getFirst();
    stub.change(1, annotation, "broken board");
    read();
    assertThat(aws.verdicts())
        .singleElement()
        .satisfies(
            second -> {
              assertThat(second.answer()).isEqualTo(Answer.BROKEN_BOARD);
              assertThat(second.isOver(first)).isTrue();
            });
  }

  @Test
  void anAnswerThatIsOnlyTouchedIsNoNewOne() {
    handedOver();
    long annotation = stub.annotate(1, "not a board");
    read();
    stub.change(1, annotation, "not a board");
    read();
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void ofSeveralPeopleTheLastOneCounts() {
    handedOver();
    long first = stub.annotate(1, "not a board");
    stub.annotate(1, "good board");
    read();
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.GOOD_BOARD);
    stub.change(1, first, "cannot tell");
    read();
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.CANNOT_TELL);
  }

  @Test
  void whatIsSkippedOrDeletedIsNoAnswer() {
    handedOver();
    stub.annotate(1, "not a board");
    stub.annotation(1, 0).put("was_cancelled", true);
    read();
    stub.removeAnnotations(1);
    read();
    assertThat(aws.verdicts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Not a board", "not-a-board", "not a board ", "board", ""})
  void anAnswerThatIsNoneOfTheFourIsADeadLetterAndNotGuessed(String choice) {
    handedOver();
    stub.annotate(1, choice);
    read();
    read();
    assertThat(aws.verdicts()).isEmpty();
    assertThat(aws.drain(aws.deadLetters()))
        .singleElement()
        .extracting(message -> message.messageAttributes().get("reason").stringValue())
        .asString()
        .contains("label-studio/7, task 1", "four answers");
  }

  @Test
  void twoChoicesNoneAndAnotherNameAreNoAnswers() {
    handedOver();
    stub.annotate(1, "good board", "broken board");
    read();
    stub.annotate(1);
    read();
    stub.annotate(1, "good board");
    ((ObjectNode) stub.annotation(1, 2).path("result").path(0)).put("from_name", "quality");
    read();
    stub.annotate(1, "good board");
    stub.annotation(1, 3).putArray("result");
    read();
    assertThat(aws.verdicts()).isEmpty();
    assertThat(aws.drain(aws.deadLetters())).hasSize(4);
  }

  @Test
  void whereTheLastAnswerIsNoneOfOursTheOneBeforeItIsNotTaken() {
    handedOver();
    stub.annotate(1, "not a board");
    stub.annotate(1, "a board after all");
    read();
    assertThat(aws.verdicts()).isEmpty();
  }

  @Test
  void anUnknownAnswerThatIsPutRightCounts() {
    handedOver();
    long annotation = stub.annotate(1, "Good board");
    read();
    stub.change(1, annotation, "good board");
    read();
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void answersOnTasksThatAreNotOursAreNotTaken() {
    Photo photo = handedOver();
    Photo other = new Photo("photos", "nobody-was-asked.jpg", "v", "e", 1);
    List<Map<String, String>> foreign =
        List.of(
            Map.of("image", "https://example.com/a.jpg"),
            Map.of("image", "a", "boardsift", other.fingerprint() + "/"),
            Map.of("image", "a", "boardsift", "../../../rules.yaml"),
            Map.of("image", "a", "boardsift", photo.fingerprint() + "/another-asking"),
            // Somebody copied our task.
            Map.of(
                "image", "a", "boardsift", stub.tasks().getFirst().at("/data/boardsift").asText()));
    foreign.forEach(data -> stub.annotate(stub.add(data), "not a board"));
    read();
    assertThat(aws.verdicts()).isEmpty();
  }

  @Test
  void theTaskOfAnEarlierAskingCountsNoMore() {
    Photo photo = handedOver();
    long annotation = stub.annotate(1, "not a board");
    read();
    aws.results()
        .change(
            aws.results().stored(photo).orElseThrow(),
            record -> record.restored("for the test", Instant.now()));
    handOver(aws.s3(), aws.sqs(), photo);
    assertThat(aws.verdicts()).hasSize(1);
    stub.change(1, annotation, "good board");
    stub.change(1, annotation, "not a board");
    read();
    assertThat(aws.verdicts()).isEmpty();
    stub.annotate(2, "good board");
    read();
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.GOOD_BOARD);
  }

  @Test
  void anAnswerIsTakenThoughNobodyNotedThatItsTaskIsThere() {
    stub.loseTheNextAnswer();
    Photo photo = handedOver();
    stub.annotate(1, "good board");
    read();
    assertThat(aws.verdicts()).extracting(Verdict::photo).containsExactly(photo);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10, 7})
  void allPagesAreRead(int largestPage) {
    stub.shortenPages(largestPage);
    Photo[] photos =
        IntStream.range(0, 30)
            .mapToObj(i -> new Photo("photos", "p" + i, "v", "e", 1))
            .toArray(Photo[]::new);
    handOver(aws.s3(), aws.sqs(), photos);
    IntStream.rangeClosed(1, 30).forEach(task -> stub.annotate(task, "good board"));
    read();
    assertThat(aws.verdicts()).extracting(Verdict::photo).containsExactlyInAnyOrder(photos);
  }

  @Test
  void aRoundThatHasNoTimeGoesOnTheNextTime() {
    stub.shortenPages(2);
    Photo[] photos =
        IntStream.range(0, 5).mapToObj(i -> LabelingJobContract.numbered(i)).toArray(Photo[]::new);
    handOver(aws.s3(), aws.sqs(), photos);
    IntStream.rangeClosed(1, 5).forEach(task -> stub.annotate(task, "good board"));
    Duration little = Duration.ofSeconds(14);
    read(aws.s3(), aws.sqs(), Duration.ZERO, little);
    assertThat(aws.verdicts()).hasSize(2);
    read(aws.s3(), aws.sqs(), Duration.ZERO, little);
    // A change behind the place where the round is belongs to the next one.
    stub.annotate(1, "broken board");
    read(aws.s3(), aws.sqs(), Duration.ZERO, little);
    assertThat(aws.verdicts()).hasSize(3);
    read();
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.BROKEN_BOARD);
  }

  @Test
  void onlyWhatChangedIsReadAgain() {
    stub.shortenPages(10);
    Photo[] photos =
        IntStream.range(0, 30).mapToObj(i -> LabelingJobContract.numbered(i)).toArray(Photo[]::new);
    handOver(aws.s3(), aws.sqs(), photos);
    stub.age(Duration.ofHours(1));
    read();
    int before = stub.asked().size();
    stub.annotate(30, "good board");
    read();
    assertThat(aws.verdicts()).hasSize(1);
    assertThat(stub.asked()).hasSize(before + 1);
  }

  @Test
  void whatWasAnsweredWhileLabelStudioWasAwayIsReadAfterwards() {
    handedOver();
    read();
    stub.answerWith(502);
    assertThatThrownBy(this::read).hasStackTraceContaining("502");
    stub.answerWith(200);
    stub.annotate(1, "good board");
    read();
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void photosAreSweptThoughLabelStudioCannotBeAsked() {
    Photo waits = aws.inReview("a.jpg", Pictures.board());
    stub.answerWith(502);
    assertThatThrownBy(() -> read(aws.s3(), aws.sqs(), Duration.ofDays(14), PLENTY))
        .hasStackTraceContaining("502");
    assertThat(aws.drain(aws.reviewQueue()))
        .extracting(Message::body)
        .containsExactly(new ReviewTask(waits).toJson());
  }

  @Test
  void aPersonalTokenIsExchangedForAccessAndAgainWhereThatHasEnded() {
    settings = stub.settings(aws, "LABEL_STUDIO_TOKEN", LabelStudioStub.PERSONAL_TOKEN);
    LabelingHandler labeling = new LabelingHandler(settings, aws.s3(), aws.sqs());
    for (int i = 0; i < 3; i++) {
      String task = new ReviewTask(LabelingJobContract.numbered(i)).toJson();
      TestAws.invoke(labeling, List.of(task));
      if (i == 1) {
        stub.endAccess();
      }
    }
    assertThat(stub.tasks()).hasSize(3);
    assertThat(stub.exchanges()).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedIsSaidAndNotShown() {
    String wrong = "eyJ3cm9uZw.eyJ3cm9uZw.c2VjcmV0LW9mLW91cnM";
    settings = stub.settings(aws, "LABEL_STUDIO_TOKEN", wrong);
    assertThatThrownBy(this::read)
        .hasStackTraceContaining("401")
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(wrong));
  }

  /** Compared with the template's roles by infra/checks. */
  @Test
  void asksOfAwsWhatItsRolesAllow() throws IOException {
    RecordedCalls labeling = new RecordedCalls(aws);
    Photo photo = aws.inReview("a.jpg", Pictures.board());
    handOver(labeling.s3(), labeling.sqs(), photo);
    stub.annotate(1, "board");
    RecordedCalls keeper = new RecordedCalls(aws);
    read(keeper.s3(), keeper.sqs(), Duration.ZERO, PLENTY);
    stub.annotate(1, "good board");
    read(keeper.s3(), keeper.sqs(), Duration.ZERO, PLENTY);
    assertThat(labeling.calls()).contains("s3:PutObject results/label-studio/");
    assertThat(keeper.calls()).contains("sqs:SendMessage verdicts");
    Path calls = Path.of("target", "calls");
    Files.createDirectories(calls);
    ObjectMapper mapper = new ObjectMapper();
    Files.writeString(calls.resolve("labeling.json"), mapper.writeValueAsString(labeling.calls()));
    Files.writeString(calls.resolve("keeper.json"), mapper.writeValueAsString(keeper.calls()));
  }
}
