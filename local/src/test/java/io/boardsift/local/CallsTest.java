package io.boardsift.local;

import static io.boardsift.local.ConsoleCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.console.ConsoleHandler;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.labeling.KeeperHandler;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Lets each function do all it can, and writes down what it asked of AWS: {@code
 * target/calls/FUNCTION.json}. Whether the template's roles allow just that is checked on the
 * template, see infra/checks.
 */
class CallsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TestAws aws = new TestAws();
  private final RecordedCalls recorded = new RecordedCalls(aws);

  private void write(String function) throws IOException {
    Path file = Path.of("target", "calls", function + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, MAPPER.writeValueAsString(recorded.calls()));
  }

  private static Verdict verdict(Photo photo, Answer answer) {
    return new Verdict(photo, answer, "", "console", Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  /** A photo that was handed to people. */
  private Photo inReview(String key) {
    Photo photo = aws.upload(key, Pictures.board());
    TestAws.invoke(new TriageHandler(aws.settings(), aws.s3(), aws.sqs()), aws.event(photo));
    return photo;
  }

  /** A photo that was brought back, and that a deletion under way then hid once more. */
  private Photo hiddenThoughRestored(String key) {
    Photo photo = inReview(key);
    aws.results()
        .change(
            aws.results().stored(photo).orElseThrow(),
            record -> record.restored("a test", Instant.now()));
    aws.s3().deleteObject(delete -> delete.bucket(photo.bucket()).key(photo.key()));
    return photo;
  }

  private void removeMarker(Photo photo) {
    String marker =
        aws.s3()
            .listObjectVersions(list -> list.bucket(photo.bucket()).prefix(photo.key()))
            .deleteMarkers()
            .getFirst()
            .versionId();
    aws.s3().deleteObject(d -> d.bucket(photo.bucket()).key(photo.key()).versionId(marker));
  }

  @Test
  void triage() throws IOException {
    TriageHandler triage =
        new TriageHandler(aws.settings("RUNAWAY_SHARE", "0.99"), recorded.s3(), recorded.sqs());
    for (int i = 0; i < 5; i++) {
      // Enough deletions for the guard to write its counts.
      TestAws.invoke(triage, aws.event(aws.upload("black-" + i + ".jpg", Pictures.black())));
    }
    Photo black = aws.upload("black.jpg", Pictures.black());
    Photo board = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(triage, aws.event(black));
    TestAws.invoke(triage, aws.event(black));
    TestAws.invoke(triage, aws.event(board));
    aws.results().recordUnlessOutdated(verdict(board, Answer.GOOD_BOARD));
    TestAws.invoke(triage, aws.event(board));
    TestAws.invoke(triage, aws.event(hiddenThoughRestored("hidden.jpg")));
    TestAws.invoke(triage, aws.event(aws.upload("board.tif", Pictures.boardAs("tiff"))));
    new Queue(aws.sqs(), aws.failures()).send("nobody understands this");
    aws.invoke(triage, aws.failures());
    assertThat(recorded.calls())
        .contains(
            "sqs:ChangeMessageVisibility failures",
            "sqs:SendMessage given-up",
            "s3:DeleteObject photos/",
            "s3:PutObject results/previews/",
            "s3:PutObject results/deletions/",
            "sqs:SendMessage review",
            "sqs:SendMessage verdicts");
    write("triage");
  }

  @Test
  void labeling() throws IOException {
    LabelingHandler labeling = new LabelingHandler(aws.settings(), recorded.s3(), recorded.sqs());
    Photo black = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(new TriageHandler(aws.settings(), aws.s3(), aws.sqs()), aws.event(black));
    Photo board = aws.upload("board.jpg", Pictures.board());
    TestAws.invoke(
        labeling,
        List.of(
            new ReviewTask(board).toJson(),
            "{\"requestPayload\":" + aws.event(board) + "}",
            "{\"requestPayload\":" + aws.event(black) + "}",
            "{\"requestPayload\":" + aws.event(hiddenThoughRestored("hidden.jpg")) + "}",
            "poison"));
    assertThat(recorded.calls())
        .contains(
            "sqs:SendMessage tasks", "sqs:SendMessage verdicts", "s3:ListBucketVersions photos");
    write("labeling");
  }

  @Test
  void verdicts() throws IOException {
    VerdictsHandler verdicts = new VerdictsHandler(aws.settings(), recorded.s3(), recorded.sqs());
    VerdictsHandler patient =
        new VerdictsHandler(aws.settings("GRACE_SECONDS", "60"), recorded.s3(), recorded.sqs());
    Photo one = inReview("one.jpg");
    Photo two = inReview("two.jpg");
    Photo three = inReview("three.jpg");
    Photo damaged = inReview("damaged.jpg");
    Photo checked = aws.upload("checked.jpg", Pictures.black());
    TestAws.invoke(
        new TriageHandler(aws.settings("AUDIT_RATE", "1"), aws.s3(), aws.sqs()),
        aws.event(checked));
    aws.s3()
        .putObject(
            put ->
                put.bucket(aws.resultsBucket()).key("decisions/" + damaged.fingerprint() + ".json"),
            RequestBody.fromString("{"));
    Verdict removed = verdict(three, Answer.NOT_A_BOARD);
    TestAws.invoke(
        verdicts,
        List.of(
            verdict(one, Answer.GOOD_BOARD).toManifestLine(),
            verdict(one, Answer.NOT_A_BOARD).toManifestLine(),
            verdict(one, Answer.GOOD_BOARD).toManifestLine(),
            verdict(damaged, Answer.GOOD_BOARD).toManifestLine(),
            verdict(checked, Answer.GOOD_BOARD).toManifestLine(),
            removed.toManifestLine(),
            "poison"));
    removeMarker(three);
    aws.sqs()
        .sendMessage(
            send ->
                send.queueUrl(aws.verdictsQueue().toString())
                    .messageBody(verdict(two, Answer.NOT_A_BOARD).toManifestLine()));
    aws.invoke(patient, aws.verdictsQueue());
    TestAws.invoke(verdicts, List.of(removed.toManifestLine()));
    assertThat(recorded.calls())
        .contains(
            "s3:DeleteObject photos/",
            "s3:DeleteObjectVersion photos/",
            "s3:DeleteObject results/verdicts/",
            "s3:PutObject results/checks/",
            "s3:PutObject results/deletions/",
            "sqs:ChangeMessageVisibility verdicts",
            "sqs:SendMessage review");
    write("verdicts");
  }

  @Test
  void console() throws IOException {
    LocalFunction console =
        LocalFunction.of(
            "console",
            new ConsoleHandler(
                aws.settings(),
                recorded.s3(),
                TestAws.ACCOUNT.presigner(aws.s3Endpoint()),
                recorded.sqs()),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            Duration.ofSeconds(10));
    Photo photo = inReview("photo.jpg");
    for (String body : List.of(new ReviewTask(photo).toJson(), "poison")) {
      aws.sqs().sendMessage(send -> send.queueUrl(aws.tasksQueue().toString()).messageBody(body));
    }
    JsonNode task = post(console, "/api/leases", "{\"count\":10}").path("tasks").path(0);
    String lease = task.path("lease").toString();
    post(console, "/api/renewals", "{\"leases\":[" + lease + "]}");
    post(console, "/api/returns", "{\"leases\":[" + lease + "]}");
    post(console, "/api/links", "{\"photo\":%s}".formatted(task.path("photo")));
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    String first = "1".repeat(32);
    String second = "2".repeat(32);
    String answer =
        """
        {"photo":%s,"answer":"good board","lease":%s,"id":"%s","replaces":%s,"day":"%s"}
        """;
    post(console, "/api/answers", answer.formatted(task.path("photo"), lease, first, null, day));
    post(
        console,
        "/api/disputes",
        answer.formatted(task.path("photo"), null, second, "\"" + first + "\"", day));
    post(console, "/api/progress", "{\"day\":\"%s\"}".formatted(day));
    doWhatOwnersMay(console);
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("guide/instructions.md"),
            RequestBody.fromString("Look at the *pins*."));
    post(console, "/api/guide", "{}");
    assertThat(recorded.calls())
        .contains(
            "s3:GetObject results/previews/",
            "s3:PutObject results/previews/",
            "s3:GetObject results/deletions/",
            "s3:DeleteObject results/verdicts/",
            "s3:PutObject results/memory/",
            "s3:PutObject results/guard/",
            "s3:GetObject results/guide/",
            "sqs:ChangeMessageVisibility tasks",
            "sqs:SendMessage verdicts");
    write("console");
  }

  private void doWhatOwnersMay(LocalFunction console) throws IOException {
    Photo told = inReview("told.jpg");
    new Previews(aws.s3(), aws.resultsBucket()).keep(told, new byte[1], false);
    Photo damaged = aws.upload("black.jpg", Pictures.black());
    TestAws.invoke(new TriageHandler(aws.settings(), aws.s3(), aws.sqs()), aws.event(damaged));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(ResultsBucket.decisionKey(damaged)),
            RequestBody.fromString("{"));
    TestAws.invoke(
        new VerdictsHandler(aws.settings(), aws.s3(), aws.sqs()),
        List.of(verdict(told, Answer.NOT_A_BOARD).toManifestLine()));
    post(console, "/api/state", "{}");
    post(console, "/api/deletions", "{}");
    String photo = told.fingerprint();
    post(console, "/api/histories", "{\"photo\":\"%s\"}".formatted(photo));
    assertThat(
            post(console, "/api/restorations", "{\"photos\":[\"%s\"]}".formatted(photo))
                .findValue("isDone")
                .asBoolean())
        .isTrue();
    post(console, "/api/lifts", "{\"all\":true}");
  }

  @Test
  void keeper() throws IOException {
    Photo waiting = inReview("waiting.jpg");
    new Previews(aws.s3(), aws.resultsBucket()).keep(waiting, new byte[1], false);
    RememberedPhoto remembered =
        RememberedPhoto.of(
            waiting,
            aws.results().decision(waiting).orElseThrow().appearance().orElseThrow(),
            Label.BOARD,
            Instant.now());
    byte[] combined = MemoryFormat.write(Memory.empty("").with(remembered));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(CombinedMemory.KEY),
            RequestBody.fromBytes(combined));
    keep(Duration.ZERO);
    aws.upload("forgotten.jpg", Pictures.board());
    keep(Duration.ofDays(1).plusHours(2));
    keep(Duration.ofDays(20));
    assertThat(recorded.calls())
        .contains(
            "s3:ListBucket results",
            "s3:PutObject results/memory/",
            "s3:DeleteObject results/memory/prints.bin",
            "sqs:SendMessage review",
            "sqs:SendMessage failures");
    write("keeper");
  }

  private void keep(Duration later) {
    KeeperHandler keeper =
        new KeeperHandler(
            aws.settings(),
            recorded.s3(),
            recorded.sqs(),
            () -> {
              throw new AssertionError("the console needs no job's clients");
            },
            InstantSource.offset(InstantSource.system(), later));
    new LocalFunction("keeper", keeper, Duration.ofMinutes(5)).invoke("{}");
  }
}
