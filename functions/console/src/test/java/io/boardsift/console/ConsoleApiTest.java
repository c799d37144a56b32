package io.boardsift.console;

import static io.boardsift.console.ConsoleFunction.body;
import static io.boardsift.console.ConsoleFunction.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.boardsift.aws.Previews;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Defect;
import io.boardsift.sift.records.Defect.Place;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

/** The console's HTTP API, called as API Gateway calls it. */
class ConsoleApiTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Ids of answers, as pages make them. */
  private static final String FIRST = "1".repeat(32);

  private static final String SECOND = "2".repeat(32);
  private static final String THIRD = "3".repeat(32);

  private final TestAws aws = new TestAws();
  private final ConsoleFunction console = ConsoleFunction.of(aws);

  private Photo task(String key) {
    Photo photo = aws.inReview(key, Pictures.board());
    send(new ReviewTask(photo).toJson());
    return photo;
  }

  private void send(String body) {
    aws.sqs().sendMessage(send -> send.queueUrl(aws.tasksQueue().toString()).messageBody(body));
  }

  private JsonNode call(String method, String path, String type, String body) {
    return call(method, path, type, body, "");
  }

  private JsonNode call(String method, String path, String type, String body, String reviewer) {
    Map<String, String> claims = reviewer.isEmpty() ? Map.of() : Map.of("sub", reviewer);
    return console.call(method, path, type, body, claims);
  }

  private JsonNode post(String path, String body) {
    return call("POST", path, "application/json", body);
  }

  private JsonNode post(String path, String body, String reviewer) {
    return call("POST", path, "application/json", body, reviewer);
  }

  private JsonNode lease() {
    return body(post("/api/leases", "{\"count\":3}"));
  }

  private static String answer(JsonNode task, String answer) {
    return answer(task, answer, FIRST, task.path("replaces").textValue());
  }

  private static String answer(JsonNode task, String answer, String id, String replaces) {
    ObjectNode body = MAPPER.createObjectNode();
    body.set("photo", task.path("photo"));
    body.put("id", id).put("replaces", replaces).put("day", today());
    body.put("answer", answer).put("lease", task.path("lease").textValue());
    return body.toString();
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  private JsonNode progress() {
    return body(post("/api/progress", "{\"day\":\"" + today() + "\"}"));
  }

  private static HttpResponse<byte[]> fetch(JsonNode address) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(address.asText())).build(), BodyHandlers.ofByteArray());
    }
  }

  @Test
  void leasesATaskWithAnAddressThatABrowserCanLoad() throws Exception {
    Photo photo = task("camera 1/a+b.jpg");
    JsonNode leases = lease();
    assertThat(leases.path("left").asInt()).isEqualTo(1);
    JsonNode task = leases.path("tasks").path(0);
    assertThat(task.path("id").asText()).isEqualTo(photo.id());
    assertThat(fetch(task.path("picture")).body()).isEqualTo(Pictures.board());
    assertThat(task.path("original")).isEqualTo(task.path("picture"));
    assertThat(lease().path("tasks")).isEmpty();
  }

  @Test
  void aPhotoThatHasAPreviewIsLeasedWithBoth() throws Exception {
    Photo photo = task("camera 1/a+b.tif");
    byte[] preview = {1, 2, 3};
    new Previews(aws.s3(), aws.resultsBucket()).keep(photo, preview, true);
    JsonNode task = lease().path("tasks").path(0);
    HttpResponse<byte[]> picture = fetch(task.path("picture"));
    assertThat(picture.body()).isEqualTo(preview);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(fetch(task.path("original")).body()).isEqualTo(Pictures.board());
  }

  @ParameterizedTest
  @CsvSource({
    "a.html, text/html, application/octet-stream, attachment",
    "a.svg, image/svg+xml, application/octet-stream, attachment",
    "a.jpg, text/html, image/jpeg, inline",
    "a, text/html, application/octet-stream, attachment",
  })
  void whateverTypeAnUploadNamesABrowserNeverRunsIt(
      String key, String named, String served, String disposition) throws Exception {
    byte[] content = "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(UTF_8);
    Photo photo = aws.inReview(key, content, named);
    String name =
        "{\"photo\":{\"bucket\":\"%s\",\"key\":\"%s\",\"versionId\":\"%s\"}}"
            .formatted(photo.bucket(), key, photo.versionId());
    JsonNode links = body(post("/api/links", name));
    for (String address : List.of("picture", "detail", "original")) {
      HttpResponse<byte[]> response = fetch(links.path(address));
      assertThat(response.headers().firstValue("Content-Type")).contains(served);
      assertThat(response.headers().firstValue("Content-Disposition")).contains(disposition);
      assertThat(response.body()).isEqualTo(content);
      // The signature holds for these headers only.
      String other = links.path(address).asText().replaceFirst("response-content-type=[^&]*", "");
      assertThat(fetch(TextNode.valueOf(other)).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aCloserLookFindsThePhotoItselfUnlessBrowsersShowItOtherwise() {
    Previews previews = new Previews(aws.s3(), aws.resultsBucket());
    previews.keep(task("large.jpg"), new byte[] {1}, false);
    Photo deepPhoto = task("12-bits.png");
    previews.keep(deepPhoto, new byte[] {2}, true);
    previews.renew(deepPhoto); // keeps what is noted
    Map<String, JsonNode> tasks = new HashMap<>();
    lease().path("tasks").forEach(task -> tasks.put(task.path("photo").path("key").asText(), task));
    JsonNode large = tasks.get("large.jpg");
    assertThat(large.path("detail")).isEqualTo(large.path("original"));
    JsonNode deep = tasks.get("12-bits.png");
    assertThat(deep.path("detail")).isEqualTo(deep.path("picture"));
    assertThat(deep.path("detail")).isNotEqualTo(deep.path("original"));
  }

  @Test
  void anAnswerBecomesAVerdictAndTheTaskIsGone() {
    Photo photo = task("board.jpg");
    body(post("/api/answers", answer(lease().path("tasks").path(0), "broken board")));
    List<Verdict> verdicts = aws.verdicts();
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.getFirst().photo()).isEqualTo(photo);
    assertThat(verdicts.getFirst().answer()).isEqualTo(Answer.BROKEN_BOARD);
    assertThat(aws.queues().size(aws.tasksQueue())).isZero();
  }

  @Test
  void whatIsBrokenIsInTheVerdictAndComesBackToWhoAnswersLate() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    String defect =
        """
        {"reason":"solder bridge","places":[{"x":0.25,"y":0.5,"width":0,"height":0.125}]}""";
    String given = answer(task, "broken board").replaceFirst("}$", ",\"defect\":" + defect + "}");
    body(post("/api/answers", given));
    assertThat(aws.verdicts().getFirst().defect())
        .isEqualTo(new Defect("solder bridge", List.of(new Place(0.25, 0.5, 0, 0.125))));
    JsonNode refused = post("/api/answers", answer(task, "good board", SECOND, null));
    assertThat(status(refused)).isEqualTo(409);
    assertThat(refused.path("body").asText()).contains("\"reason\":\"solder bridge\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "[]",
        "{\"reason\":7}",
        "{\"places\":{}}",
        "{\"places\":[{\"x\":0.5,\"y\":0.5}]}",
        "{\"places\":[{\"x\":0.9,\"y\":0.5,\"width\":0.2,\"height\":0}]}",
        "{\"places\":[{\"x\":-1,\"y\":0,\"width\":0,\"height\":0}]}",
        "{\"places\":[{\"x\":1e999,\"y\":0,\"width\":0,\"height\":0}]}"
      })
  void aDefectThatIsNoneIsRefused(String defect) {
    task("board.jpg");
    String given =
        answer(lease().path("tasks").path(0), "broken board")
            .replaceFirst("}$", ",\"defect\":" + defect + "}");
    assertThat(status(post("/api/answers", given))).isEqualTo(400);
    assertThat(aws.verdicts()).isEmpty();
  }

  @Test
  void onlyABrokenBoardHasADefect() {
    task("board.jpg");
    String given =
        answer(lease().path("tasks").path(0), "not a board")
            .replaceFirst("}$", ",\"defect\":{\"reason\":\"gone\"}}");
    assertThat(status(post("/api/answers", given))).isEqualTo(400);
  }

  @Test
  void theOwnersGuideIsShownAsFarAsThereIsOne() throws Exception {
    JsonNode none = body(post("/api/guide", "{}"));
    assertThat(none.path("instructions").asText()).isEmpty();
    assertThat(none.path("defects")).isEmpty();
    put("guide/instructions.md", "Look *here*: ![a](pictures/a.png) ![b](https://other/b.png) <b>");
    put("guide/defects.txt", "# ours\nsolder bridge # the worst\n\n missing part\nsolder bridge\n");
    put("guide/examples/not-a-board.JPG", "a picture");
    put("guide/references/line-1.png", "a reference");
    put("guide/references.webp", "another");
    JsonNode guide = body(post("/api/guide", "{}"));
    assertThat(guide.path("instructions").asText())
        .contains("<em>here</em>", "guide/pictures/a.png?", "&lt;b&gt;")
        .doesNotContain("https://other");
    assertThat(guide.path("defects"))
        .extracting(JsonNode::asText)
        .containsExactly("solder bridge", "missing part");
    assertThat(fetch(guide.path("examples").path("not a board")).body())
        .asString()
        .isEqualTo("a picture");
    assertThat(fetch(guide.path("references").path("line-1")).body())
        .asString()
        .isEqualTo("a reference");
    assertThat(fetch(guide.path("references").path("")).body()).asString().isEqualTo("another");
  }

  private void put(String key, String content) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(content));
  }

  @Test
  void aChangedAnswerIsALaterVerdict() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "good board")));
    ((ObjectNode) task).remove("lease");
    body(post("/api/answers", answer(task, "cannot tell", SECOND, FIRST)));
    List<Verdict> verdicts = aws.verdicts();
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.get(1).at()).isAfter(verdicts.get(0).at());
    assertThat(progress().path("mine").asInt()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsSentAgainIsTheSameVerdictAndCountsOnce() {
    task("board.jpg");
    String answer = answer(lease().path("tasks").path(0), "good board");
    body(post("/api/answers", answer));
    body(post("/api/answers", answer));
    List<Verdict> verdicts = aws.verdicts();
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.get(1)).isEqualTo(verdicts.get(0));
    JsonNode progress = progress();
    assertThat(progress.path("mine").asInt()).isEqualTo(1);
    assertThat(progress.path("all").asInt()).isEqualTo(1);
  }

  @Test
  void nobodyAnswersOverAColleaguesAnswerUnawares() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "broken board", FIRST, null)));
    JsonNode late = post("/api/answers", answer(task, "good board", SECOND, null));
    assertThat(status(late)).isEqualTo(409);
    assertThat(late.path("body").asText())
        .contains("\"answer\":\"broken board\"", "\"id\":\"" + FIRST + "\"");
    JsonNode changed = post("/api/answers", answer(task, "good board", THIRD, SECOND));
    assertThat(status(changed)).isEqualTo(409);
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.BROKEN_BOARD);
    // Whoever knows of it may.
    body(post("/api/answers", answer(task, "good board", THIRD, FIRST)));
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.GOOD_BOARD);
  }

  @Test
  void whereTwoDoNotAgreeAThirdPersonLooks() {
    Photo photo = task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "not a board", FIRST, null)));
    body(post("/api/disputes", answer(task, "good board", SECOND, FIRST)));
    List<Verdict> verdicts = aws.verdicts();
    // Nothing is deleted while two do not agree.
    assertThat(verdicts)
        .extracting(Verdict::answer)
        .containsExactly(Answer.NOT_A_BOARD, Answer.CANNOT_TELL);
    verdicts.forEach(aws.results()::recordUnlessOutdated);
    JsonNode again = lease().path("tasks").path(0);
    assertThat(again.path("id").asText()).isEqualTo(photo.id());
    assertThat(again.path("replaces").asText()).isEqualTo(SECOND);
    body(post("/api/answers", answer(again, "broken board", THIRD, SECOND)));
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.BROKEN_BOARD);
    assertThat(aws.queues().size(aws.tasksQueue())).isZero();
  }

  @Test
  void whoDoesNotAgreeDoesNotSettleIt() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "not a board", FIRST, null), "ann"));
    body(post("/api/disputes", answer(task, "good board", SECOND, FIRST), "bob"));
    aws.verdicts().forEach(aws.results()::recordUnlessOutdated);
    String fourth = "4".repeat(32);
    for (String reviewer : List.of("ann", "bob")) {
      JsonNode again = post("/api/answers", answer(task, "good board", THIRD, SECOND), reviewer);
      assertThat(status(again)).isEqualTo(409);
    }
    // One more disagrees, and the first two are still among those who cannot settle it.
    body(post("/api/disputes", answer(task, "broken board", THIRD, SECOND), "cyd"));
    for (String reviewer : List.of("ann", "bob", "cyd")) {
      JsonNode leases = body(post("/api/leases", "{\"count\":10}", reviewer));
      assertThat(leases.path("tasks")).isEmpty();
    }
    body(post("/api/answers", answer(task, "good board", fourth, THIRD), "dan"));
    assertThat(aws.verdicts())
        .extracting(Verdict::answer)
        .containsExactly(Answer.CANNOT_TELL, Answer.GOOD_BOARD);
  }

  @Test
  void anAnswerWhoseVerdictIsNotRecordedYetIsOneAndItsVerdictIsSentAgain() {
    Photo photo = task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "broken board")));
    Verdict lost = aws.verdicts().getFirst();
    send(new ReviewTask(photo).toJson());
    assertThat(lease().path("tasks")).isEmpty();
    assertThat(aws.verdicts()).containsExactly(lost);
    assertThat(aws.queues().size(aws.tasksQueue())).isZero();
  }

  @Test
  void aPhotoThatWasBroughtBackIsGivenOutOnceMore() {
    Photo photo = task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "not a board")));
    aws.verdicts().forEach(aws.results()::recordUnlessOutdated);
    aws.results().reopen(aws.results().stored(photo).orElseThrow(), Instant.now());
    aws.results().withdrawVerdict(photo);
    send(new ReviewTask(photo).toJson());
    JsonNode again = lease().path("tasks").path(0);
    assertThat(again.path("replaces").asText()).isEqualTo(FIRST);
    body(post("/api/answers", answer(again, "good board", SECOND, FIRST)));
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.GOOD_BOARD);
  }

  @Test
  void anAnswerThatWasKeptForDaysIsTakenAndNotCountedToday() {
    task("board.jpg");
    String answer = answer(lease().path("tasks").path(0), "good board");
    body(post("/api/answers", answer.replace(today(), "2026-01-01")));
    assertThat(aws.verdicts()).hasSize(1);
    assertThat(progress().path("all").asInt()).isZero();
  }

  @Test
  void theVerdictIsOnThePhotoOfTheRecordWhateverAPageCallsIt() throws Exception {
    Photo photo = task("board.jpg");
    ObjectNode task = (ObjectNode) lease().path("tasks").path(0);
    ObjectNode disguised = (ObjectNode) task.path("photo");
    disguised.put("key", photo.key() + "?versionId=" + photo.versionId()).put("versionId", "");
    disguised.put("eTag", "");
    body(post("/api/answers", answer(task, "good board")));
    assertThat(aws.verdicts()).extracting(Verdict::photo).containsExactly(photo);
    JsonNode links = body(post("/api/links", "{\"photo\":" + disguised + "}"));
    assertThat(fetch(links.path("original")).body()).isEqualTo(Pictures.board());
  }

  @Test
  void anAnswerObjectThatCannotBeReadCountsAsNone() {
    Photo photo = task("board.jpg");
    String key = ResultsBucket.answerKey(photo);
    for (String damaged : List.of("", "{", "null", "[]", "{}", "{\"id\":7}")) {
      aws.s3()
          .putObject(
              put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(damaged));
      JsonNode task = lease().path("tasks").path(0);
      assertThat(task.path("replaces").isNull()).as(damaged).isTrue();
      body(post("/api/returns", "{\"leases\":[\"" + task.path("lease").asText() + "\"]}"));
    }
    body(post("/api/answers", answer(lease().path("tasks").path(0), "good board")));
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void whyPeopleLookIsToldWithTheReceiptAndNotBefore() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    assertThat(task.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "lease", "id", "photo", "camera", "look", "picture", "detail", "original", "replaces");
    JsonNode receipt = body(post("/api/answers", answer(task, "good board")));
    assertThat(receipt.path("why").asText()).isNotEmpty();
    assertThat(receipt.path("isBroughtBack").asBoolean(true)).isFalse();
  }

  /** A check of a rule that went on together with others would be no answer of its own. */
  @Test
  void lookAlikesAreToldExceptWhereARuleIsChecked() {
    String print = "0123456789abcdef".repeat(4);
    task("ordinary.jpg", print, false);
    task("audit.jpg", print, true);
    Map<String, String> looks = new HashMap<>();
    for (JsonNode task : lease().path("tasks")) {
      looks.put(task.path("photo").path("key").asText(), task.path("look").asText());
    }
    assertThat(looks).containsEntry("ordinary.jpg", print);
    assertThat(looks.get("audit.jpg")).matches("[0-9a-f]{64}").isNotEqualTo(print);
  }

  private void task(String key, String print, boolean wouldDelete) {
    Photo photo = aws.upload(key, Pictures.board());
    Evidence evidence = Evidence.none().with(Measures.PRINT, print);
    Finding finding =
        new Finding(
            wouldDelete ? Optional.of("blank") : Optional.empty(),
            List.of(),
            wouldDelete,
            evidence,
            "none",
            Optional.empty(),
            Optional.empty());
    Decision decision = new Decision(Outcome.REVIEW, DecidedBy.AUDIT, "a test", finding);
    aws.results().recordUnlessRecorded(DecisionRecord.of(photo, decision, Instant.EPOCH, 0));
    send(new ReviewTask(photo).toJson());
  }

  @Test
  void aLeaseIsRenewedAndALostOneIsNamed() {
    task("board.jpg");
    String lease = lease().path("tasks").path(0).path("lease").asText();
    String leases = "{\"leases\":[\"" + lease + "\"]}";
    assertThat(body(post("/api/renewals", leases)).path("lost")).isEmpty();
    aws.sqs()
        .deleteMessage(delete -> delete.queueUrl(aws.tasksQueue().toString()).receiptHandle(lease));
    assertThat(body(post("/api/renewals", leases)).path("lost")).hasSize(1);
  }

  @Test
  void newLinksAreForPhotosThatPeopleWereAskedAboutAndThatAreThere() throws Exception {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    String request = "{\"photo\":" + task.path("photo") + "}";
    JsonNode links = body(post("/api/links", request));
    assertThat(fetch(links.path("original")).body()).isEqualTo(Pictures.board());
    Photo never = aws.upload("never-triaged.jpg", Pictures.board());
    String other =
        request.replace(task.path("photo").path("versionId").asText(), never.versionId());
    assertThat(status(post("/api/links", other))).isEqualTo(409);
    aws.s3()
        .deleteObject(
            delete ->
                delete
                    .bucket(aws.photosBucket())
                    .key("board.jpg")
                    .versionId(task.path("photo").path("versionId").asText()));
    assertThat(status(post("/api/links", request))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2020-01-01", "tomorrow", "9999-12-31"})
  void aDayIsTodaySomewhere(String day) {
    assertThat(status(post("/api/progress", "{\"day\":\"" + day + "\"}"))).isEqualTo(400);
  }

  @Test
  void aTaskGivenBackIsGivenOutAgain() {
    task("board.jpg");
    String lease = lease().path("tasks").path(0).path("lease").asText();
    body(post("/api/returns", "{\"leases\":[\"" + lease + "\"]}"));
    assertThat(lease().path("tasks")).hasSize(1);
  }

  @Test
  void onlyPhotosThatPeopleWereAskedAboutCanBeAnswered() {
    Photo never = aws.upload("never-triaged.jpg", Pictures.board());
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("photo")
        .put("bucket", never.bucket())
        .put("key", never.key())
        .put("versionId", never.versionId())
        .put("eTag", never.eTag())
        .put("size", never.size());
    body.put("answer", "not a board").put("id", FIRST).put("day", today());
    JsonNode response = post("/api/answers", body.toString());
    assertThat(response.path("statusCode").asInt()).isEqualTo(409);
    assertThat(aws.verdicts()).isEmpty();
  }

  @Test
  void answeredPhotosAndPoisonAreNotGivenOut() {
    Photo answered = task("answered.jpg");
    aws.results()
        .recordUnlessOutdated(
            new Verdict(answered, Answer.GOOD_BOARD, "", "console", Instant.now()));
    send("poison");
    assertThat(lease().path("tasks")).isEmpty();
    assertThat(aws.queues().size(aws.tasksQueue())).isZero();
    assertThat(aws.drain(aws.deadLetters())).extracting(Message::body).containsExactly("poison");
  }

  @Test
  void aPartOfThePageIsCompressedForWhoTakesThat() throws Exception {
    String plain = console.get("/console.js", "br").path("body").asText();
    JsonNode response = console.get("/console.js", "GZIP, deflate, br");
    assertThat(response.path("headers").path("Content-Encoding").asText()).isEqualTo("gzip");
    assertThat(response.path("isBase64Encoded").asBoolean()).isTrue();
    byte[] body = Base64.getDecoder().decode(response.path("body").asText());
    assertThat(body.length).isLessThan(plain.length() / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(body)))
        .hasBinaryContent(plain.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void servesThePageUnderAPolicyThatLetsNothingElseIn() {
    JsonNode page = call("GET", "/", "", "");
    assertThat(page.path("statusCode").asInt()).isEqualTo(200);
    assertThat(page.path("body").asText()).contains("<title>Boardsift</title>");
    assertThat(page.path("headers").path("Content-Security-Policy").asText())
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .contains("img-src 'self' data: " + aws.s3Endpoint())
        .doesNotContain("https:", "*");
    assertThat(page.path("headers").path("Strict-Transport-Security").asText())
        .isEqualTo("max-age=31536000");
    assertThat(call("GET", "/console.js", "", "").path("statusCode").asInt()).isEqualTo(200);
    assertThat(call("GET", "/../secret", "", "").path("statusCode").asInt()).isEqualTo(404);
    assertThat(call("DELETE", "/", "", "").path("statusCode").asInt()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "", "application/jsonp", "application/json-patch+json", "text/json"})
  void aFormOnAnotherPageCannotAnswer(String type) {
    task("board.jpg");
    String body = answer(lease().path("tasks").path(0), "not a board");
    assertThat(status(call("POST", "/api/answers", type, body))).isEqualTo(415);
    assertThat(aws.verdicts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
  void jsonIsTakenUnderAllItsNames(String type) {
    assertThat(status(call("POST", "/api/guide", type, "{}"))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, 'GET, HEAD'",
    "DELETE, /sign-in.json, 'GET, HEAD'",
    "GET, /api/answers, POST",
    "OPTIONS, /api/lifts, POST"
  })
  void whoAsksByAnotherMethodIsToldWhichThereAre(String method, String path, String allowed) {
    JsonNode response = call(method, path, "application/json", "{}");
    assertThat(status(response)).isEqualTo(405);
    assertThat(response.path("headers").path("Allow").asText()).isEqualTo(allowed);
    assertThat(status(call(method, "/nothing" + path, "application/json", "{}"))).isEqualTo(404);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedAndALongOneIsTaken() {
    String padding = " ".repeat(ConsoleHandler.LONGEST_BODY - 2);
    assertThat(status(post("/api/guide", "{" + padding + "}"))).isEqualTo(200);
    assertThat(status(post("/api/guide", "{" + padding + " }"))).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "null",
        "[]",
        "{}",
        "{\"photo\":{}}",
        "{\"photo\":{\"bucket\":\"\",\"key\":\"\"},\"answer\":\"good board\"}",
        "{\"photo\":{\"bucket\":\"b\",\"key\":\"k\"},\"answer\":\"a board\"}"
      })
  void badAnswersAreRefusedWithAReason(String body) {
    JsonNode response = post("/api/answers", body);
    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    assertThat(response.path("body").asText()).contains("\"error\":");
  }

  /** Each would have been taken for something else, or passed over, if types were not looked at. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/leases   | {"count": "5"}            | "count" has to be 1 to 10
          /api/leases   | {"count": 1.5}            | "count" has to be 1 to 10
          /api/leases   | {"count": 4294967297}     | "count" has to be 1 to 10
          /api/leases   | {"count": 1, "count": 10} | the body is not a JSON object
          /api/leases   | {"count": 1} {"count": 2} | the body is not a JSON object
          /api/leases   | 1                         | the body is not a JSON object
          /api/guide    | []                        | the body is not a JSON object
          /api/guide    | null                      | the body is not a JSON object
          /api/renewals | {}                        | "leases" has to be a list
          /api/renewals | {"leases": {"a": "b"}}    | "leases" has to be a list
          /api/returns  | {"leases": [7]}           | "leases" has to be text
          /api/returns  | {"leases": [""]}          | a lease is 1 to 1024
          /api/returns  | {"leases": ["a b"]}       | a lease is 1 to 1024
          /api/returns  | {"leases": ["\\ud800"]}  | the body is not a JSON object
          /api/progress | {"day": 20261126}         | "day" has to be text
          /api/progress | {"day": "+12026-11-26"}   | "day" has to be a date
          /api/progress | {"day": "2026-11-31"}     | "day" has to be a date
          """)
  void noValueIsTakenForOneOfAnotherType(String path, String body, String complaint) {
    JsonNode response = post(path, body);
    assertThat(status(response)).isEqualTo(400);
    assertThat(response.path("body").asText()).contains(complaint.replace("\"", "\\\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id       | 11111111111111111111111111111111 | "id" has to be text
          id       | "too short"                      | "id" has to be 16 to 64
          answer   | "Not-A-Board"                    | "answer" is not one of the four
          answer   | 2                                | "answer" has to be text
          lease    | 7                                | "lease" has to be text
          lease    | ""                               | a lease is 1 to 1024
          replaces | {}                               | "replaces" has to be text
          day      | "today"                          | "day" has to be a date
          defect   | {}                               | "defect" is for a broken board only
          photo    | "board.jpg"                      | "photo": not a review task
          """)
  void anAnswerWithAFieldOfAnotherTypeIsRefusedByName(String field, String value, String complaint)
      throws Exception {
    task("board.jpg");
    ObjectNode body =
        (ObjectNode) MAPPER.readTree(answer(lease().path("tasks").path(0), "not a board"));
    body.set(field, MAPPER.readTree(value));
    for (String path : List.of("/api/answers", "/api/disputes")) {
      JsonNode response = post(path, body.toString());
      assertThat(status(response)).isEqualTo(400);
      assertThat(response.path("body").asText()).contains(complaint.replace("\"", "\\\""));
    }
    assertThat(aws.verdicts()).isEmpty();
    assertThat(aws.queues().size(aws.tasksQueue())).isEqualTo(1);
  }

  @Test
  void aWholeNumberMayBeWrittenWithAPoint() {
    task("board.jpg");
    JsonNode task = body(post("/api/leases", "{\"count\":3.0}")).path("tasks").path(0);
    String size = "\"size\":" + task.path("photo").path("size").asLong();
    body(post("/api/answers", answer(task, "good board").replace(size, size + ".0")));
    assertThat(aws.verdicts()).hasSize(1);
  }

  @Test
  void anIdThatIsThatOfAnotherAnswerIsRefusedAndNoAnswerIsLostInSilence() {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    body(post("/api/answers", answer(task, "good board")));
    assertThat(status(post("/api/answers", answer(task, "broken board")))).isEqualTo(400);
    assertThat(status(post("/api/disputes", answer(task, "good board")))).isEqualTo(400);
    assertThat(aws.verdicts()).extracting(Verdict::answer).containsExactly(Answer.GOOD_BOARD);
  }

  /** SQS refuses some characters that JSON may hold, and Java counts some as two. */
  @ParameterizedTest
  @ValueSource(strings = {"\uffff\ufffe\u0000\n", "🔥"})
  void aReasonOfAnyCharactersArrives(String characters) {
    task("board.jpg");
    JsonNode task = lease().path("tasks").path(0);
    int length = characters.codePointCount(0, characters.length());
    String reason = characters.repeat(Defect.LONGEST_REASON / length);
    ObjectNode defect = MAPPER.createObjectNode().put("reason", reason);
    body(
        post(
            "/api/answers",
            answer(task, "broken board")
                .replaceFirst("}$", ",\"defect\":" + quoted(defect) + "}")));
    assertThat(aws.verdicts().getFirst().defect().reason()).isEqualTo(reason);
  }

  private static String quoted(JsonNode json) {
    return Matcher.quoteReplacement(json.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"count\":0}", "{\"count\":11}", "{\"count\":\"many\"}", "x"})
  void badCountsAreRefused(String body) {
    assertThat(post("/api/leases", body).path("statusCode").asInt()).isEqualTo(400);
  }

  /** The event of template.yaml's schedule, which keeps the console's snapshot active. */
  @Test
  void theScheduledCallIsAnswered() {
    String event = "{\"rawPath\": \"/\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}}";
    assertThat(ConsoleFunction.of(aws).function().invoke(event)).contains("\"statusCode\":200");
  }
}
