package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TestAws aws = new TestAws();

  private TriageHandler triage() {
    return new TriageHandler(aws.settings(), aws.s3(), aws.sqs());
  }

  private JsonNode run(TriageHandler triage, String where, String key, String versionId) {
    return answer(
        triage,
        "{\"taskId\":\"t-1\",\"s3Key\":\"%s\",\"s3VersionId\":%s,%s}"
            .formatted(
                URLEncoder.encode(key, StandardCharsets.UTF_8),
                versionId == null ? "null" : "\"" + versionId + "\"",
                where));
  }

  /** What S3 Batch Operations is answered on one task. */
  private static JsonNode answer(TriageHandler triage, String task) {
    String event =
        """
        {"invocationSchemaVersion":"1.0","invocationId":"i-1","job":{"id":"j"},"tasks":[%s]}"""
            .formatted(task);
    try {
      JsonNode answer =
          MAPPER.readTree(
              new LocalFunction("triage", triage, Duration.ofSeconds(30)).invoke(event));
      assertThat(answer.path("invocationId").asText()).isEqualTo("i-1");
      assertThat(answer.at("/results/0/taskId").asText()).isEqualTo("t-1");
      return answer.at("/results/0");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode run(String key, String versionId) {
    return run(
        triage(), "\"s3BucketArn\":\"arn:aws:s3:::" + aws.photosBucket() + "\"", key, versionId);
  }

  @Test
  void junkThatLayThereIsHiddenAndABoardGoesToPeople() {
    Photo black = aws.upload("old/a+b c.jpg", Pictures.black());
    Photo board = aws.upload("old/board.jpg", Pictures.board());
    assertThat(run(black.key(), black.versionId()).path("resultCode").asText())
        .isEqualTo("Succeeded");
    assertThat(run(board.key(), null).path("resultCode").asText()).isEqualTo("Succeeded");
    assertThat(aws.isThere(black)).isFalse();
    assertThat(aws.isThere(board)).isTrue();
    assertThat(aws.results().decision(board)).isPresent();
    assertThat(aws.drain(aws.reviewQueue())).hasSize(1);
  }

  @Test
  void theSecondSchemaNamesTheBucketByItsName() {
    Photo black = aws.upload("black.jpg", Pictures.black());
    run(triage(), "\"s3Bucket\":\"" + aws.photosBucket() + "\"", black.key(), black.versionId());
    assertThat(aws.isThere(black)).isFalse();
  }

  @Test
  void anOlderVersionLeavesTheCurrentOneAlone() {
    Photo old = aws.upload("same.jpg", Pictures.black());
    Photo board = aws.upload("same.jpg", Pictures.board());
    assertThat(run(old.key(), old.versionId()).path("resultCode").asText()).isEqualTo("Succeeded");
    assertThat(aws.isThere(board)).isTrue();
  }

  @Test
  void anOlderVersionOfTheSameBytesLeavesTheCurrentOneAlone() {
    Photo old = aws.upload("same.jpg", Pictures.black());
    Photo current = aws.upload("same.jpg", Pictures.black());
    JsonNode result = run(old.key(), old.versionId());
    assertThat(result.path("resultCode").asText()).isEqualTo("Succeeded");
    assertThat(aws.isThere(current)).isTrue();
    run(current.key(), current.versionId());
    assertThat(aws.isThere(current)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b c.jpg", "50%.jpg", "a%2Fb.jpg", "a&b=c?d#e.jpg", "плата 板.jpg"})
  void oddKeysKeepTheirNames(String key) {
    Photo board = aws.upload(key, Pictures.board());
    assertThat(run(key, board.versionId()).path("resultString").asText()).isEqualTo("triaged");
    assertThat(aws.results().decision(board)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"taskId\":\"t-1\"}",
        "{\"taskId\":\"t-1\",\"s3Key\":\"50%.jpg\",\"s3Bucket\":\"photos\"}",
        "{\"taskId\":\"t-1\",\"s3Key\":\"a.jpg\",\"s3BucketArn\":\"photos\"}"
      })
  void aMalformedTaskIsNeverTriedAgainAndSaysWhy(String task) {
    JsonNode result = answer(triage(), task);
    assertThat(result.path("resultCode").asText()).isEqualTo("PermanentFailure");
    assertThat(result.path("resultString").asText()).isNotEmpty();
  }

  @Test
  void whatIsGoneIsDoneAndWhatNamesNothingIsNeverTriedAgain() {
    assertThat(run("nothing.jpg", null).path("resultString").asText()).isEqualTo("gone");
    assertThat(run("", null).path("resultCode").asText()).isEqualTo("PermanentFailure");
  }

  @Test
  void whatFailsForNowIsTriedAgain() {
    Photo board = aws.upload("board.jpg", Pictures.board());
    TriageHandler triage =
        new TriageHandler(
            aws.settings("REVIEW_QUEUE_URL", aws.reviewQueue() + "-is-away"), aws.s3(), aws.sqs());
    JsonNode result =
        run(triage, "\"s3Bucket\":\"" + aws.photosBucket() + "\"", board.key(), board.versionId());
    assertThat(result.path("resultCode").asText()).isEqualTo("TemporaryFailure");
  }
}
