package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

/** A job of Ground Truth, and the keeper that keeps one going. */
class GroundTruthTest extends LabelingJobContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final GroundTruthStub groundTruth = new GroundTruthStub();

  @AfterEach
  void stop() {
    groundTruth.close();
  }

  private Settings settings(String... changed) {
    String[] all = {
      "LABELING_JOB", "ground-truth",
      "TASKS_QUEUE_URL", "",
      "JOB_NAME_PREFIX", "boardsift-stack",
      "JOB_INPUT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:boardsift-in",
      "JOB_OUTPUT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:boardsift-out",
      "JOB_ROLE_ARN", "arn:aws:iam::123456789012:role/boardsift-job",
      "WORKTEAM_ARN", "arn:aws:sagemaker:eu-central-1:123456789012:workteam/private-crowd/boards",
      "AWS_REGION", "eu-central-1"
    };
    String[] joined = Arrays.copyOf(all, all.length + changed.length);
    System.arraycopy(changed, 0, joined, all.length, changed.length);
    return aws.settings(joined);
  }

  private KeeperHandler keeper(Duration later) {
    return new KeeperHandler(
        settings(),
        aws.s3(),
        aws.sqs(),
        groundTruth::clients,
        InstantSource.offset(InstantSource.system(), later));
  }

  private void keep(Duration later) {
    new LocalFunction("keeper", keeper(later), Duration.ofMinutes(1)).invoke("{}");
  }

  private void keep() {
    keep(Duration.ZERO);
  }

  @Override
  void open() {
    keep();
    groundTruth.become("InProgress");
  }

  @Override
  void refuseAll() {
    // Nor can anybody tell then how the job is.
    groundTruth.goAway();
  }

  @Override
  LabelingHandler labeling() {
    // A function of its own each time, as nothing of an earlier look is believed then.
    return new LabelingHandler(settings(), aws.s3(), aws.sqs(), groundTruth::clients);
  }

  /** As the answers name them: the job hands back what it was handed. */
  @Override
  List<Photo> shown() {
    return groundTruth.published().stream().map(GroundTruthTest::answered).toList();
  }

  private static Photo answered(String line) {
    try {
      ObjectNode answer = (ObjectNode) MAPPER.readTree(line);
      answer
          .put(Verdict.LABEL, 0)
          .putObject(Verdict.LABEL + "-metadata")
          .put("class-name", Answer.GOOD_BOARD.label())
          .put("creation-date", "2026-01-01T00:00:00.000000");
      return Verdict.fromManifestLine(answer.toString()).photo();
    } catch (IOException | MalformedException e) {
      throw new AssertionError(line, e);
    }
  }

  private void recordForReview(Photo reviewed) {
    aws.results()
        .recordUnlessRecorded(
            DecisionRecord.of(
                reviewed,
                Decision.error("for the test", Evidence.none(), "none"),
                Instant.now(),
                0));
  }

  @Test
  void createsAJobThatSageMakerWouldTake() throws Exception {
    keep();
    JsonNode request = groundTruth.created().getFirst();
    assertThat(LabelingJobConstraints.brokenBy(request)).isEmpty();
    assertThat(groundTruth.job()).matches("boardsift-stack-[0-9]{14}");
    // Checked against botocore's model of the service by infra/labeling/check-request.py.
    Files.writeString(Path.of("target", "create-labeling-job.json"), request.toPrettyString());
  }

  @Test
  void theFilesThatTheJobReadsAreWhereItLooks() {
    keep();
    JsonNode request = groundTruth.created().getFirst();
    String bucket = "s3://" + aws.resultsBucket() + "/";
    for (String path :
        List.of("/LabelCategoryConfigS3Uri", "/HumanTaskConfig/UiConfig/UiTemplateS3Uri")) {
      String uri = request.at(path).asText();
      assertThat(uri).startsWith(bucket);
      assertThat(aws.isThere(aws.resultsBucket(), uri.substring(bucket.length()))).isTrue();
    }
  }

  @Test
  void aFileThatSomebodyChangedIsPutRight() {
    String key = "labeling/label-categories.json";
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString("[\"x\"]"));
    keep();
    assertThat(
            aws.s3()
                .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(key))
                .asUtf8String())
        .contains("good board");
  }

  @Test
  void tasksStayInTheReviewQueueUntilThereIsAJob() {
    assertThat(label(photo)).contains("\"m1\"");
    assertThat(groundTruth.published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Initializing", "Completed", "Failed", "Stopping", "Stopped", "Resting"})
  void tasksStayInTheReviewQueueWhileTheJobIsNotInProgress(String status) {
    keep();
    groundTruth.become(status);
    assertThat(label(photo, photo)).contains("\"m1\"", "\"m2\"");
    assertThat(groundTruth.published()).isEmpty();
  }

  @Test
  void aTaskIsALineOfAManifest() throws Exception {
    Photo odd = new Photo("photos", "cam 1/\"a\" \\ ü\n😀.jpg", "v1", "e1", 10);
    open();
    recordForReview(odd);
    label(odd);
    String line = groundTruth.published().getFirst();
    assertThat(line).doesNotContain("\n");
    JsonNode json = MAPPER.readTree(line);
    assertThat(json.path("source-ref").asText()).isEqualTo("s3://photos/" + odd.key());
    String id = json.path("boardsift-id").asText();
    assertThat(json.path("dataset-objectid-attribute-name").asText()).isEqualTo("boardsift-id");
    assertThat(id).matches("(https|s3)://([^/]+)/?(.*)").hasSizeLessThan(1024);
  }

  @Test
  void aTaskThatComesTwiceIsOneAndAPhotoAskedAboutAnewIsAnother() throws Exception {
    open();
    recordForReview(photo);
    label(photo);
    label(photo);
    keep(Duration.ofDays(14));
    label(photo);
    List<String> ids = groundTruth.published().stream().map(GroundTruthTest::id).toList();
    assertThat(ids).hasSize(3);
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  private static String id(String line) {
    try {
      return MAPPER.readTree(line).path("boardsift-id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatTheTopicDoesNotTakeComesAgainAndNothingElse() {
    open();
    groundTruth.refuse("number-11.jpg");
    Photo[] photos = IntStream.range(0, 12).mapToObj(i -> numbered(i)).toArray(Photo[]::new);
    assertThat(label(photos)).contains("[{\"itemIdentifier\":\"m12\"}]");
    assertThat(groundTruth.published()).hasSize(11);
  }

  @Test
  void aRunningJobIsLeftAlone() {
    keep();
    keep(Duration.ofDays(20));
    groundTruth.become("InProgress");
    keep(Duration.ofDays(20));
    assertThat(groundTruth.created()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completed", "Stopping", "Stopped"})
  void aJobThatHasEndedHasASuccessorOfANewName(String status) {
    keep();
    String first = groundTruth.job();
    groundTruth.become(status);
    keep(Duration.ofMinutes(5));
    assertThat(groundTruth.created()).hasSize(2);
    assertThat(groundTruth.job()).isNotEqualTo(first);
    groundTruth.become("InProgress");
    assertThat(label(photo)).contains("\"batchItemFailures\":[]");
  }

  @Test
  void aJobThatFailsAtOnceIsNotTriedAgainAllTheTime() {
    keep();
    groundTruth.become("Failed");
    keep(Duration.ofMinutes(59));
    assertThat(groundTruth.created()).hasSize(1);
    keep(Duration.ofMinutes(61));
    assertThat(groundTruth.created()).hasSize(2);
  }

  @Test
  void keepersAtOnceMakeOneJob() throws Exception {
    for (int round = 0; round < 5; round++) {
      Duration later = Duration.ofMinutes(round);
      int before = groundTruth.created().size();
      try (var executor = Executors.newFixedThreadPool(4)) {
        List<Callable<Void>> keepers =
            IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(
                    i ->
                        () -> {
                          // Their clocks differ.
                          keep(later.plusSeconds(i));
                          return null;
                        })
                .toList();
        for (var done : executor.invokeAll(keepers)) {
          done.get();
        }
      }
      assertThat(groundTruth.created()).hasSize(before + 1);
      groundTruth.become("Stopped");
    }
  }

  @Test
  void aNameThatWasClaimedAndNeverCreatedIsCreatedNext() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("labeling/job.json"),
            RequestBody.fromString(
                "{\"name\":\"boardsift-stack-20260101000000\",\"claimedAt\":\"2026-01-01T00:00:00Z\"}"));
    keep();
    assertThat(groundTruth.job()).isEqualTo("boardsift-stack-20260101000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"name\":\"a\",\"claimedAt\":\"soon\"}"})
  void aClaimThatMakesNoSenseIsReplaced(String text) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("labeling/job.json"),
            RequestBody.fromString(text));
    keep();
    keep();
    assertThat(groundTruth.created()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JOB_NAME_PREFIX=-a",
        "JOB_NAME_PREFIX=a_b",
        "JOB_NAME_PREFIX=ends-",
        "JOB_NAME_PREFIX=a234567890123456789012345678901234567890123456789",
        "JOB_NAME_PREFIX=a---------------------------------------------------b",
        "JOB_INPUT_TOPIC_ARN=boardsift-in",
        "JOB_OUTPUT_TOPIC_ARN=",
        "JOB_ROLE_ARN=arn:aws:sns:eu-central-1:123456789012:x",
        "WORKTEAM_ARN=nobody",
        "AWS_REGION=mars-north-1",
        "SWEEP_AFTER_DAYS=14"
      })
  void aWrongSettingIsNamed(String setting) {
    String[] parts = setting.split("=", 2);
    assertThatThrownBy(
            () ->
                new KeeperHandler(
                    settings(parts[0], parts[1]),
                    aws.s3(),
                    aws.sqs(),
                    groundTruth::clients,
                    InstantSource.system()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(parts[0]);
  }

  @Test
  void whatAnEndedJobHeldIsAskedAgain() {
    open();
    recordForReview(photo);
    label(photo);
    keep(Duration.ofMinutes(5));
    assertThat(aws.drain(aws.reviewQueue())).isEmpty();
    groundTruth.become("Stopped");
    keep(Duration.ofMinutes(10));
    keep(Duration.ofMinutes(15));
    assertThat(aws.drain(aws.reviewQueue()))
        .extracting(Message::body)
        .containsExactly(new ReviewTask(photo).toJson());
  }

  @Test
  void photosAreSweptThoughTheJobCannotBeLookedAfter() {
    recordForReview(photo);
    groundTruth.goAway();
    KeeperHandler keeper = keeper(Duration.ofDays(14));
    LocalFunction function = new LocalFunction("keeper", keeper, Duration.ofMinutes(1));
    assertThatThrownBy(() -> function.invoke("[]")).isInstanceOf(RuntimeException.class);
    assertThat(aws.drain(aws.reviewQueue())).hasSize(1);
  }
}
