package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.ReviewTask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** What every labeling job does, seen through the function that hands it tasks. */
abstract class LabelingJobContract {
  /** The response of a batch of which nothing comes again. */
  static final String ALL_TAKEN = "\"batchItemFailures\":[]";

  final TestAws aws = new TestAws();
  final Photo photo = numbered(0);

  /** Makes the job ready for tasks. */
  abstract void open();

  /** From now on the job can take nothing. */
  abstract void refuseAll();

  /** The function with the settings that choose this job. */
  abstract LabelingHandler labeling();

  /** The photos that people have been asked about, each as often as they were; to be asked once. */
  abstract List<Photo> shown();

  static Photo numbered(int number) {
    return new Photo("photos", "number-" + number + ".jpg", "v" + number, "e1", 10 + number);
  }

  /** Hands messages over as one batch; they are called m1, m2 and so on. */
  final String label(String... messages) {
    return TestAws.invoke(labeling(), List.of(messages));
  }

  final String label(Photo... photos) {
    return label(Arrays.stream(photos).map(p -> new ReviewTask(p).toJson()).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a \"quoted\" key", "a\\b", "two\nlines", "ü/Kraków 서울", "😀", "{{<&'+%2F"})
  void aTaskIsHandedOverWithAllOfItsPhotoWhateverItsKeyHolds(String key) {
    Photo odd = new Photo("photos", key, "v \"1\"", "e1", 10);
    open();
    assertThat(label(odd)).contains(ALL_TAKEN);
    assertThat(shown()).containsExactly(odd);
  }

  @Test
  void tenTasksOfOneBatchAreAllHandedOver() {
    Photo[] ten = IntStream.range(0, 10).mapToObj(i -> numbered(i)).toArray(Photo[]::new);
    open();
    FunctionOutput output = FunctionOutput.of(() -> assertThat(label(ten)).contains(ALL_TAKEN));
    assertThat(shown()).containsExactlyInAnyOrder(ten);
    assertThat(output.counters()).isEmpty();
  }

  @Test
  void aMessageThatCannotBeReadBecomesADeadLetterWithItsReasonAndDoesNotHoldUpTheOthers() {
    String[] poison = {"no JSON", "{\"bucket\":\"b\"}", "[]"};
    open();
    assertThat(label(poison[0], poison[1], new ReviewTask(photo).toJson(), poison[2]))
        .contains(ALL_TAKEN);
    assertThat(shown()).containsExactly(photo);
    List<Message> dead = aws.drain(aws.deadLetters());
    assertThat(dead).extracting(Message::body).containsExactlyInAnyOrder(poison);
    assertThat(dead)
        .allSatisfy(
            message ->
                assertThat(message.messageAttributes().get("reason").stringValue()).isNotEmpty());
  }

  @Test
  void whenTheJobCanTakeNothingEveryTaskComesAgainAndNothingIsShown() {
    String task = new ReviewTask(photo).toJson();
    open();
    refuseAll();
    FunctionOutput output =
        FunctionOutput.of(
            () ->
                assertThat(label(task, "no JSON", task))
                    .contains("\"m1\"", "\"m3\"")
                    .doesNotContain("\"m2\""));
    assertThat(output.sum("Failed")).isEqualTo(2);
    assertThat(shown()).isEmpty();
  }

  @Test
  void aTaskThatIsHandedOverTwiceIsTakenBothTimesAndNotLost() {
    open();
    List<String> responses = List.of(label(photo, photo), label(photo));
    assertThat(responses).allSatisfy(response -> assertThat(response).contains(ALL_TAKEN));
    assertThat(shown()).isNotEmpty().containsOnly(photo);
  }

  @Test
  void anEventThatTriageGaveUpGoesToPeople() {
    Photo uploaded = aws.upload("camera 1/a+b.jpg", Pictures.board());
    String record =
        """
        {"version":"1.0","requestContext":{"condition":"RetriesExhausted"},
         "requestPayload":%s,"responsePayload":{"errorMessage":"away"}}\
        """
            .formatted(aws.event(uploaded));
    open();
    assertThat(label(record)).contains(ALL_TAKEN);
    assertThat(shown()).containsExactly(uploaded);
    // So that the answer on it is taken.
    assertThat(aws.results().decision(uploaded).orElseThrow().outcome()).isEqualTo(Outcome.REVIEW);
  }
}
