package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.Previews;
import io.boardsift.aws.SettingException;
import io.boardsift.fixtures.Pictures;
import io.boardsift.labeling.labelstudio.LabelStudio;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Tasks on their way to Label Studio. How the answers come back is {@link LabelStudioAnswersTest}.
 */
class LabelStudioTest extends LabelingJobContract {
  private static final Set<Integer> ALL_TAKEN_AT_ONCE = Set.of();

  private final LabelStudioStub stub = new LabelStudioStub();

  @AfterEach
  void stop() {
    stub.close();
  }

  @Override
  void open() {}

  @Override
  void refuseAll() {
    stub.answerWith(503);
  }

  @Override
  LabelingHandler labeling() {
    return new LabelingHandler(stub.settings(aws), aws.s3(), aws.sqs());
  }

  /** What is known of the photo that each task in the project is about. */
  @Override
  List<Photo> shown() {
    List<Photo> shown = new ArrayList<>();
    for (JsonNode task : stub.tasks()) {
      shown.add(KnownHandover.of(aws, task.path("data").path("boardsift").asText()).photo());
    }
    return shown;
  }

  private String text(String key) {
    return aws.s3()
        .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(key))
        .asUtf8String();
  }

  private void put(String key, String text) {
    aws.s3()
        .putObject(put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(text));
  }

  /** Hands photos over at another time. */
  private Set<Integer> submit(Duration later, Photo... photos) {
    InstantSource clock = InstantSource.offset(InstantSource.system(), later);
    return LabelStudio.of(stub.settings(aws), aws.s3(), aws.resultsBucket(), clock)
        .submit(List.of(photos).stream().map(ReviewTask::new).toList());
  }

  private Set<Integer> submit(Photo... photos) {
    return submit(Duration.ZERO, photos);
  }

  private void readAnswers() {
    KeeperRun.keep(stub.settings(aws), aws.s3(), aws.sqs(), Duration.ZERO, Duration.ofMinutes(1));
  }

  /** As the sweep does, or somebody who restores a photo. */
  private void askAgain(Photo asked) {
    aws.results()
        .change(
            aws.results().stored(asked).orElseThrow(),
            record -> record.restored("for the test", Instant.now()));
  }

  @Test
  void aTaskNamesThePictureAndTheAskingAndNothingElse() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    submit(reviewed);
    JsonNode data = stub.tasks().getFirst().path("data");
    assertThat(data.path("image").asText())
        .isEqualTo("s3://" + aws.resultsBucket() + "/" + Previews.key(reviewed));
    assertThat(data.path("boardsift").asText()).matches(reviewed.fingerprint() + "/[0-9a-f]{32}");
    assertThat(data.size()).isEqualTo(2);
  }

  @Test
  void aPhotoWithoutAPreviewIsShownAsACopyOfTheVersionThatPeopleAreAskedAbout() {
    byte[] board = Pictures.board();
    Photo first = aws.inReview("cam 1/a?b;c#d.jpg", board);
    aws.upload("cam 1/a?b;c#d.jpg", Pictures.black());
    submit(first);
    assertThat(
            aws.s3()
                .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(Previews.key(first)))
                .asByteArray())
        .isEqualTo(board);
  }

  @Test
  void aPreviewThatTriageMadeIsLeftAsItIs() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    put(Previews.key(reviewed), "a preview");
    submit(reviewed);
    assertThat(text(Previews.key(reviewed))).isEqualTo("a preview");
  }

  @Test
  void aTaskIsPutInOnceHoweverOftenItsMessageComes() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    assertThat(submit(reviewed, reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(submit(Duration.ofDays(1), reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(reviewed);
  }

  @Test
  void handedOverByManyAtOnceItIsPutInOnce() throws Exception {
    Photo[] photos = IntStream.range(0, 5).mapToObj(i -> numbered(i)).toArray(Photo[]::new);
    try (var executor = Executors.newFixedThreadPool(4)) {
      List<Callable<Set<Integer>>> all =
          IntStream.range(0, 4)
              .<Callable<Set<Integer>>>mapToObj(i -> () -> submit(photos))
              .toList();
      for (var done : executor.invokeAll(all)) {
        done.get();
      }
    }
    assertThat(submit(photos)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactlyInAnyOrder(photos);
  }

  @Test
  void anImportWhoseAnswerGotLostIsFoundAndNotDoneAgain() {
    stub.loseTheNextAnswer();
    assertThat(submit(photo, numbered(1))).containsExactly(0, 1);
    assertThat(submit(photo, numbered(1))).as("it may still be done").containsExactly(0, 1);
    assertThat(submit(Duration.ofMinutes(6), photo, numbered(1))).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactlyInAnyOrder(photo, numbered(1));
  }

  @Test
  void aClaimOfSomebodyWhoDiedBeforeTheImportIsTakenOver() {
    stub.answerWith(504);
    assertThat(submit(photo)).containsExactly(0);
    stub.answerWith(200);
    assertThat(submit(Duration.ofMinutes(4), photo)).containsExactly(0);
    assertThat(submit(Duration.ofMinutes(6), photo)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(photo);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429, 302})
  void whatWasRefusedForSureIsTriedAgainAtOnce(int status) {
    stub.answerWith(status);
    assertThat(submit(photo, numbered(1))).containsExactly(0, 1);
    stub.answerWith(200);
    assertThat(submit(photo, numbered(1))).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactlyInAnyOrder(photo, numbered(1));
  }

  @Test
  void whereNobodyListensTheNextTryNeedNotWait() throws Exception {
    LabelStudioStub gone = new LabelStudioStub();
    gone.close();
    InstantSource clock = InstantSource.system();
    assertThat(
            LabelStudio.of(gone.settings(aws), aws.s3(), aws.resultsBucket(), clock)
                .submit(List.of(new ReviewTask(photo))))
        .containsExactly(0);
    assertThat(submit(photo)).isEqualTo(ALL_TAKEN_AT_ONCE);
  }

  @Test
  void anImportThatIsOnlyPromisedCountsOnceItsTaskIsThere() {
    stub.importInTheBackground();
    assertThat(submit(photo)).containsExactly(0);
    assertThat(submit(Duration.ofMinutes(6), photo)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(photo);
  }

  @Test
  void whoIsAskedAgainAboutATaskThatStillWaitsHasItAlready() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    submit(reviewed);
    askAgain(reviewed);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(reviewed);
  }

  @Test
  void anAnswerThatIsOnItsWayIsNoReasonToAskAgain() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    submit(reviewed);
    stub.annotate(1, "good board");
    askAgain(reviewed);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(reviewed);
  }

  @Test
  void aPhotoThatPeopleAreAskedAboutAnewIsATaskOfItsOwn() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    submit(reviewed);
    stub.annotate(1, "not a board");
    readAnswers();
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(stub.tasks()).as("a late message of the first asking").hasSize(1);
    askAgain(reviewed);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(reviewed, reviewed);
  }

  @Test
  void aTaskThatSomebodyRemovedIsPutInWhenPeopleAreAskedAgain() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    submit(reviewed);
    stub.removeTasks();
    askAgain(reviewed);
    assertThat(submit(reviewed)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(reviewed);
  }

  @Test
  void whatIsKnownOfAPhotoAndCannotBeReadIsFoundInTheProject() {
    submit(photo);
    put(KnownHandover.key(photo.fingerprint()), "{\"photo\":");
    assertThat(submit(photo)).isEqualTo(ALL_TAKEN_AT_ONCE);
    assertThat(shown()).containsExactly(photo);
  }

  @ParameterizedTest
  @CsvSource({
    "LABEL_STUDIO_URL, ftp://a",
    "LABEL_STUDIO_URL, https://user:secret@a",
    "LABEL_STUDIO_URL, https://a?b=c",
    "LABEL_STUDIO_URL, label-studio",
    "LABEL_STUDIO_PROJECT, boards",
    "LABEL_STUDIO_PROJECT, 0",
    "LABEL_STUDIO_PROJECT, ''",
    "LABEL_STUDIO_TOKEN, ''"
  })
  void aWrongSettingIsNamed(String name, String value) {
    assertThatThrownBy(
            () -> new LabelingHandler(stub.settings(aws, name, value), aws.s3(), aws.sqs()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(name.replace("TOKEN", "SECRET"));
  }
}
