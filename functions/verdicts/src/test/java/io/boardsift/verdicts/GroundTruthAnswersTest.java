package io.boardsift.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.ReviewTask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as a Ground Truth job sends them. */
class GroundTruthAnswersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JOB = "labeling-job/boardsift-stack-20261122100000";

  private final TestAws aws = new TestAws();
  private final VerdictsHandler verdicts =
      new VerdictsHandler(aws.settings("MODE", "observe"), aws.s3(), aws.sqs());
  private final Photo photo = aws.inReview("cam 1/\"a\" \\ ü\n😀.jpg", Pictures.board());

  @Test
  void aWorkersAnswerIsRecordedAsTheConsolesIs() throws Exception {
    String answered =
        answered(new ReviewTask(photo).toManifestLine("s3://b/1"), Answer.BROKEN_BOARD);
    String response = TestAws.invoke(verdicts, List.of(answered));
    assertThat(response).contains("\"batchItemFailures\":[]");
    assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.BROKEN_BOARD);
    assertThat(aws.results().verdict(photo).orElseThrow().job()).isEqualTo(JOB);
  }

  @Test
  void anAnswerThatSnsHasWrappedIsRecordedToo() throws Exception {
    String line = answered(new ReviewTask(photo).toManifestLine("s3://b/1"), Answer.NOT_A_BOARD);
    String wrapped =
        MAPPER
            .createObjectNode()
            .put("Type", "Notification")
            .put("MessageId", "m")
            .put("Message", line)
            .toString();
    TestAws.invoke(verdicts, List.of(wrapped));
    assertThat(aws.results().verdict(photo).orElseThrow().answer()).isEqualTo(Answer.NOT_A_BOARD);
  }

  @Test
  void aPhotoThatTheJobCouldNotShowIsADeadLetterWithItsReason() throws Exception {
    ObjectNode line =
        (ObjectNode) MAPPER.readTree(new ReviewTask(photo).toManifestLine("s3://b/1"));
    line.putObject("board-verdict-metadata")
        .put("failure-reason", "ClientError: the image could not be read")
        .put("job-name", "labeling-job/x");
    TestAws.invoke(verdicts, List.of(line.toString()));
    assertThat(aws.drain(aws.deadLetters()).getFirst().messageAttributes().get("reason"))
        .satisfies(
            reason -> assertThat(reason.stringValue()).contains("the image could not be read"));
  }

  /** What Ground Truth makes of a line: all its keys, and the label. */
  private static String answered(String line, Answer answer) throws Exception {
    ObjectNode json = (ObjectNode) MAPPER.readTree(line);
    json.put("board-verdict", Integer.toString(answer.index()));
    json.putObject("board-verdict-metadata")
        .put("class-name", answer.label())
        .put("confidence", 0.0)
        .put("type", "groundtruth/image-classification")
        .put("job-name", JOB)
        .put("human-annotated", "yes")
        .put("creation-date", "2026-11-22T10:00:00.000000");
    return json.toString();
  }
}
