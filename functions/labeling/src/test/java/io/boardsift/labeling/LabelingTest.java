package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.Queue;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.DecisionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What labeling does of itself, whichever the labeling job is; here it is the console. */
class LabelingTest {
  private final TestAws aws = new TestAws();
  private final LabelingHandler labeling = new LabelingHandler(aws.settings(), aws.s3(), aws.sqs());

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
  void aPhotoThatEventBridgeCouldNotCallTriageWithIsSeenByPeople() {
    Photo photo = aws.upload("line2/a+b.jpg", Pictures.board());
    TestAws.invoke(
        labeling,
        List.of(
            """
            {"version":"0","source":"aws.s3","detail-type":"Object Created","detail":{"version":"0",
              "bucket":{"name":"%s"},"object":{"key":"line2/a+b.jpg","size":%d,"etag":"%s",
              "version-id":"%s","sequencer":"0"},"reason":"PutObject"}}\
            """
                .formatted(
                    photo.bucket(),
                    photo.size(),
                    photo.eTag().replace("\"", ""),
                    photo.versionId())));
    assertThat(aws.results().decision(photo).orElseThrow().by()).isEqualTo(DecidedBy.ERROR);
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
