package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.Queue;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class LabelingTest {
  private final TestAws aws = new TestAws();
  private final LabelingHandler labeling = new LabelingHandler(aws.settings(), aws.s3(), aws.sqs());
  private final Photo photo = new Photo("photos", "a \"quoted\" key.jpg", "v1", "e1", 10);

  @Test
  void handsTasksToTheLabelingJob() {
    String response = TestAws.invoke(labeling, List.of(new ReviewTask(photo).toJson()));
    assertThat(response).contains("\"batchItemFailures\":[]");
    assertThat(aws.drain(aws.tasksQueue()))
        .extracting(Message::body)
        .containsExactly(new ReviewTask(photo).toJson());
  }

  @Test
  void aPoisonMessageBecomesADeadLetterWithItsReasonAndDoesNotHoldUpTheOthers() {
    String response =
        TestAws.invoke(
            labeling,
            List.of("no JSON", "{\"bucket\":\"b\"}", "[]", new ReviewTask(photo).toJson()));
    assertThat(response).contains("\"batchItemFailures\":[]");
    assertThat(aws.drain(aws.tasksQueue())).hasSize(1);
    List<Message> dead = aws.drain(aws.deadLetters());
    assertThat(dead).extracting(Message::body).contains("no JSON", "{\"bucket\":\"b\"}", "[]");
    assertThat(dead)
        .allSatisfy(
            message ->
                assertThat(message.messageAttributes().get("reason").stringValue()).isNotEmpty());
  }

  @Test
  void whatTheJobDoesNotTakeIsReportedAndComesAgain() {
    LabelingHandler broken =
        new LabelingHandler(
            aws.settings("TASKS_QUEUE_URL", aws.tasksQueue() + "-is-away"), aws.s3(), aws.sqs());
    String task = new ReviewTask(photo).toJson();
    String response = TestAws.invoke(broken, List.of(task, "no JSON", task));
    assertThat(response).contains("\"m1\"", "\"m3\"").doesNotContain("\"m2\"");
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
    TestAws.invoke(labeling, List.of(record));
    assertThat(aws.drain(aws.tasksQueue()))
        .extracting(Message::body)
        .containsExactly(new ReviewTask(uploaded).toJson());
    // So that the console takes an answer on it.
    assertThat(aws.results().decision(uploaded).orElseThrow().outcome()).isEqualTo(Outcome.REVIEW);
  }

  private void recordDeletion(Photo photo) {
    aws.results()
        .recordUnlessRecorded(DecisionRecord.of(photo, TestAws.decisionByRule(), Instant.now(), 1));
  }

  @Test
  void aDeletionThatTriageGaveUpIsLeftToPeople() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    recordDeletion(black);
    TestAws.invoke(labeling, List.of("{\"requestPayload\":" + aws.event(black) + "}"));
    assertThat(aws.results().decision(black).orElseThrow().outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(aws.drain(aws.tasksQueue())).hasSize(1);
  }

  @Test
  void aDeletionThatIsDoneStaysSoThoughTriageGaveUpOnItsRepeatedEvent() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    aws.deleteByRule(black);
    TestAws.invoke(labeling, List.of("{\"requestPayload\":" + aws.event(black) + "}"));
    assertThat(aws.results().decision(black).orElseThrow().outcome()).isEqualTo(Outcome.DELETE);
    assertThat(aws.drain(aws.tasksQueue())).isEmpty();
  }

  @Test
  void aFailedInvocationThatNamesNoPhotoBecomesADeadLetter() {
    TestAws.invoke(labeling, List.of("{\"requestPayload\":{\"Records\":[]}}"));
    TestAws.invoke(labeling, List.of("{\"requestPayload\":{\"Records\":[{\"s3\":{}}]}}"));
    assertThat(aws.drain(aws.deadLetters())).hasSize(2);
  }

  @Test
  void ofAnEventUnderstoodInPartPeopleSeeWhatIsKnownAndTheRestIsADeadLetter() {
    Photo uploaded = aws.upload("a.jpg", Pictures.board());
    String event = aws.event(uploaded).replace("[{", "[{\"novelty\":\"\\u0000\"},{");
    TestAws.invoke(labeling, List.of("{\"requestPayload\":" + event + "}"));
    assertThat(aws.drain(aws.tasksQueue())).hasSize(1);
    assertThat(aws.drain(aws.deadLetters()))
        .singleElement()
        .extracting(message -> message.messageAttributes().get("reason").stringValue())
        .asString()
        .contains("'novelty'");
  }

  @Test
  void aReasonThatSqsWouldRefuseIsSentAllTheSame() {
    String given = "\u0000 \uD800 ok " + "long ".repeat(300);
    new Queue(aws.sqs(), aws.deadLetters()).send("body", given);
    assertThat(aws.drain(aws.deadLetters()))
        .singleElement()
        .extracting(message -> message.messageAttributes().get("reason").stringValue())
        .asString()
        .startsWith("? ? ok long")
        .hasSize(1_001);
  }

  @Test
  void anEventOfAnUnknownShapeThatTriageGaveUpBecomesADeadLetterThatSaysSo() {
    TestAws.invoke(labeling, List.of("{\"requestPayload\":{\"detail-type\":\"Object Painted\"}}"));
    assertThat(aws.drain(aws.deadLetters()))
        .singleElement()
        .extracting(message -> message.messageAttributes().get("reason").stringValue())
        .asString()
        .contains("detail-type 'Object Painted'");
  }

  @Test
  void manyPhotosInOneMessageAllGoToPeople() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      records.add(
          "{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"k%d\"}}}".formatted(i));
    }
    TestAws.invoke(
        labeling,
        List.of("{\"requestPayload\":{\"Records\":[" + String.join(",", records) + "]}}"));
    assertThat(aws.drain(aws.tasksQueue())).hasSize(23);
  }
}
