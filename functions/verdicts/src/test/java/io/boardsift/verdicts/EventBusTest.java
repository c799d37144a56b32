package io.boardsift.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.LoopbackServer;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A server in EventBridge's place; the deployment's test has LocalStack's. */
class EventBusTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TAKEN =
      "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"11710aed\"}]}";

  private final TestAws aws = new TestAws();
  private final Photo photo = aws.inReview("line2/a b.jpg", Pictures.board());
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private LoopbackServer server;
  private volatile int status = 200;
  private volatile String answer = TAKEN;

  @BeforeEach
  void start() {
    server = LoopbackServer.start(this::respond);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void respond(HttpExchange exchange) throws IOException {
    assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
        .isEqualTo("AWSEvents.PutEvents");
    assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
        .contains("/eu-central-1/events/aws4_request");
    JsonNode entries = MAPPER.readTree(exchange.getRequestBody().readAllBytes()).path("Entries");
    entries.forEach(told::add);
    LoopbackServer.respond(exchange, status, "application/x-amz-json-1.1", answer);
  }

  /** Takes an answer, and says whether its message is done. */
  private boolean take(Verdict verdict, String... settings) {
    VerdictsHandler verdicts =
        new VerdictsHandler(
            aws.settings(settings)
                .with(
                    Map.of(
                        "ANSWERS_EVENT_BUS", "line",
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL_EVENTBRIDGE", server.url().toString())),
            aws.s3(),
            aws.sqs(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "key")));
    return !TestAws.invoke(verdicts, List.of(verdict.toManifestLine())).contains("m1");
  }

  private Verdict answered(Answer given) {
    return new Verdict(photo, given, "reviewer-1", "console", NOON);
  }

  @Test
  void aBrokenBoardIsToldWithWhatIsBroken() throws IOException {
    Defect defect = new Defect("solder bridge", List.of(new Defect.Place(0.5, 0.25, 0, 0)));
    assertThat(take(new Verdict(photo, Answer.BROKEN_BOARD, "reviewer-1", "console", NOON, defect)))
        .isTrue();
    JsonNode entry = told.getFirst();
    assertThat(entry.path("EventBusName").asText()).isEqualTo("line");
    assertThat(entry.path("Source").asText()).isEqualTo("boardsift");
    assertThat(entry.path("DetailType").asText()).isEqualTo("Board labelled");
    assertThat(MAPPER.readTree(entry.path("Detail").asText()))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"photo":{"bucket":"%s","key":"line2/a b.jpg","versionId":"%s","eTag":"%s","size":%d},
                 "answer":"broken board","answeredBy":"reviewer-1","job":"console",
                 "at":"2026-11-02T12:00:00Z",
                 "defect":{"reason":"solder bridge","places":[{"x":0.5,"y":0.25,"width":0.0,"height":0.0}]}}\
                """
                    .formatted(
                        photo.bucket(),
                        photo.versionId(),
                        photo.eTag().replace("\"", "\\\""),
                        photo.size())));
  }

  @ParameterizedTest
  @CsvSource({
    "500, {}",
    "400, '{\"__type\":\"ResourceNotFoundException\"}'",
    "200, '{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\"}]}'",
    "200, no JSON",
  })
  void whatTheBusDoesNotTakeIsRecordedAndToldAgain(int refusal, String body) {
    status = refusal;
    answer = body;
    FunctionOutput output =
        FunctionOutput.of(() -> assertThat(take(answered(Answer.GOOD_BOARD))).isFalse());
    assertThat(output.sum("Failed")).isEqualTo(1);
    assertThat(aws.results().verdict(photo)).isPresent();
    status = 200;
    answer = TAKEN;
    told.clear();
    assertThat(take(answered(Answer.GOOD_BOARD))).isTrue();
    assertThat(told).hasSize(1);
  }

  @Test
  void anAnswerThatCanStillBeChangedIsToldOnceThePhotoIsDeleted() {
    Verdict now = new Verdict(photo, Answer.NOT_A_BOARD, "", "console", Instant.now());
    assertThat(take(now, "GRACE_SECONDS", "600")).isFalse();
    assertThat(told).isEmpty();
    take(now, "GRACE_SECONDS", "0");
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(told).hasSize(1);
  }

  @Test
  void whatDoesNotStandIsNotTold() {
    take(answered(Answer.GOOD_BOARD));
    take(new Verdict(photo, Answer.BROKEN_BOARD, "", "console", NOON.minusSeconds(60)));
    assertThat(told).hasSize(1);
  }
}
