package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.Restoration;
import io.boardsift.console.ConsoleHandler;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.evaluation.findings.Assumptions;
import io.boardsift.evaluation.findings.Estimate;
import io.boardsift.evaluation.findings.Findings;
import io.boardsift.evaluation.findings.RuleFinding;
import io.boardsift.evaluation.records.BucketRecords;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The owner's page counts a week's checks from keys; the report reads all records. */
class OwnerAccuracyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TestAws aws = new TestAws();
  private final VerdictsHandler verdicts = new VerdictsHandler(aws.settings(), aws.s3(), aws.sqs());

  private Photo audited(String key) {
    Photo photo = aws.upload(key, Pictures.black());
    TestAws.invoke(
        new TriageHandler(aws.settings("AUDIT_RATE", "1"), aws.s3(), aws.sqs()), aws.event(photo));
    return photo;
  }

  private void answer(Photo photo, Answer answer) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    TestAws.invoke(
        verdicts, List.of(new Verdict(photo, answer, "", "console", now).toManifestLine()));
  }

  private void restore(Photo photo) {
    Restoration restoration =
        new Restoration(
            aws.s3(), aws.photosBucket(), aws.resultsBucket(), any -> {}, InstantSource.system());
    restoration.deleted(photo.key()).forEach(deleted -> restoration.restore(deleted, "a test"));
  }

  private JsonNode accuracy() throws IOException {
    LocalFunction console =
        LocalFunction.of(
            "console",
            new ConsoleHandler(
                aws.settings(), aws.s3(), TestAws.ACCOUNT.presigner(aws.s3Endpoint()), aws.sqs()),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            Duration.ofSeconds(10));
    ObjectNode event = MAPPER.createObjectNode();
    event.put("rawPath", "/api/state").put("body", "{}");
    event.putObject("headers").put("content-type", "application/json");
    event.putObject("requestContext").putObject("http").put("method", "POST");
    JsonNode response = MAPPER.readTree(console.invoke(event.toString()));
    return MAPPER.readTree(response.path("body").asText()).path("accuracy");
  }

  private Findings report() {
    return new Findings(
        ReviewedPhotos.read(
                new BucketRecords(aws.s3(), aws.resultsBucket()),
                Instant.EPOCH,
                records -> () -> {})
            .all(),
        new Assumptions(5, 2, 0.01));
  }

  @Test
  void theOwnersPageSaysOfRulesWhatTheReportSays() throws IOException {
    List<Photo> photos = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      photos.add(audited("audited-" + i + ".jpg"));
    }
    photos.subList(0, 8).forEach(photo -> answer(photo, Answer.NOT_A_BOARD));
    answer(photos.get(8), Answer.GOOD_BOARD);
    answer(photos.get(9), Answer.CANNOT_TELL);
    answer(photos.get(0), Answer.BROKEN_BOARD); // changed
    restore(photos.get(1));
    answer(photos.get(1), Answer.GOOD_BOARD); // no check, as it was not drawn by chance
    List<RuleFinding> rules = report().rules();
    assertThat(rules).hasSize(1);
    RuleFinding rule = rules.getFirst();
    Estimate range = rule.wrong().range();
    JsonNode told = accuracy().path(0);
    assertThat(told.path("by").asText()).isEqualTo("rule-" + rule.rule());
    assertThat(told.path("wrong").asInt()).isEqualTo(rule.wrong().hits()).isEqualTo(2);
    assertThat(told.path("checked").asInt()).isEqualTo(rule.wrong().total()).isEqualTo(8);
    assertThat(told.path("low").asDouble()).isEqualTo(range.low());
    assertThat(told.path("high").asDouble()).isEqualTo(range.high());
  }
}
