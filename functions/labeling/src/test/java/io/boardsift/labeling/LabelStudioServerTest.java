package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.Previews;
import io.boardsift.aws.Settings;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The same on a real Label Studio server, if the environment names one: LABEL_STUDIO_URL, and in
 * LABEL_STUDIO_TOKEN a token of a user who may make projects. What {@link LabelStudioStub} answers
 * is checked here. docs/LABEL-STUDIO.md says how to start a server. Its projects stay there.
 */
@EnabledIfEnvironmentVariable(named = "LABEL_STUDIO_URL", matches = ".+")
class LabelStudioServerTest extends LabelingJobContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern PROJECT = Pattern.compile("project (\\d+):");

  private final String url = System.getenv("LABEL_STUDIO_URL").replaceFirst("/+$", "");
  private final String token = String.valueOf(System.getenv("LABEL_STUDIO_TOKEN"));
  private final String project = makeProject();
  private String reachedAt = url;
  private String shownToken = token;

  /** As an owner does. */
  private String makeProject() {
    ProcessBuilder script =
        new ProcessBuilder(
                "python3",
                Path.of(root(), "infra", "labeling", "label-studio-project").toString(),
                url,
                aws.resultsBucket(),
                "us-east-1",
                aws.s3Endpoint().toString())
            .redirectErrorStream(true);
    script.environment().put("LABEL_STUDIO_TOKEN", token);
    script.environment().put("AWS_ACCESS_KEY_ID", "test");
    script.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    try {
      Process process = script.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher made = PROJECT.matcher(said);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(made.find()).as(said).isTrue();
      return made.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Tests run in the module's folder, or in the repository's. */
  private static String root() {
    return Path.of("infra").toFile().isDirectory() ? "." : "../..";
  }

  private Settings settings() {
    return aws.settings(
        "LABELING_JOB", "label-studio",
        "TASKS_QUEUE_URL", "",
        "LABEL_STUDIO_URL", reachedAt,
        "LABEL_STUDIO_PROJECT", project,
        "LABEL_STUDIO_TOKEN", shownToken);
  }

  @Override
  void open() {}

  @Override
  void refuseAll() {
    reachedAt = "http://127.0.0.1:1";
  }

  @Override
  LabelingHandler labeling() {
    return new LabelingHandler(settings(), aws.s3(), aws.sqs());
  }

  @Override
  List<Photo> shown() {
    List<Photo> shown = new ArrayList<>();
    for (JsonNode task : tasks()) {
      String asking = task.path("data").path("boardsift").asText();
      KnownHandover known = KnownHandover.of(aws, asking);
      assertThat(known.json().path("task").asLong()).isEqualTo(task.path("id").asLong());
      assertThat(known.json().path("asking").asText()).isEqualTo(asking);
      shown.add(known.photo());
    }
    return shown;
  }

  private String text(String key) {
    return aws.s3()
        .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(key))
        .asUtf8String();
  }

  private List<JsonNode> tasks() {
    JsonNode listed =
        ask("GET", "/api/tasks/?project=" + project + "&page_size=500&fields=all", "");
    List<JsonNode> tasks = new ArrayList<>();
    listed.path("tasks").forEach(tasks::add);
    return tasks;
  }

  private JsonNode ask(String method, String path, String body) {
    return json(response(method, path, body));
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    String said = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode() / 100).as(response.request().uri() + ": " + said).isEqualTo(2);
    try {
      return MAPPER.readTree(said);
    } catch (IOException e) {
      throw new AssertionError(said, e);
    }
  }

  private HttpResponse<byte[]> response(String method, String path, String body) {
    return send(method, path, body, authorization());
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean isPersonal(String token) {
    return token.split("\\.", -1).length == 3;
  }

  private String authorization() {
    if (!isPersonal(token)) {
      return "Token " + token;
    }
    String body = MAPPER.createObjectNode().put("refresh", token).toString();
    return "Bearer " + json(send("POST", "/api/token/refresh/", body, "")).path("access").asText();
  }

  private static String annotation(String choice) {
    ObjectNode json = MAPPER.createObjectNode();
    ObjectNode result = json.putArray("result").addObject();
    result.put("from_name", "verdict").put("to_name", "photo").put("type", "choices");
    result.putObject("value").putArray("choices").add(choice);
    return json.toString();
  }

  private long annotate(long task, String choice) {
    return ask("POST", "/api/tasks/" + task + "/annotations/", annotation(choice))
        .path("id")
        .asLong();
  }

  private void read() {
    KeeperRun.keep(settings(), aws.s3(), aws.sqs(), Duration.ZERO, Duration.ofMinutes(5));
  }

  @Test
  void anAnswerItsChangeAndItsDeletion() {
    Photo first = aws.inReview("first.jpg", Pictures.board());
    Photo second = aws.inReview("second.jpg", Pictures.black());
    assertThat(label(first, second)).contains(ALL_TAKEN);
    List<JsonNode> tasks = tasks();
    long task = tasks.getFirst().path("id").asLong();
    Instant before = Instant.now().minusSeconds(60);
    long annotation = annotate(task, "not a board");
    read();
    read();
    Verdict answered = aws.verdicts().stream().reduce((a, b) -> fail("sent twice")).orElseThrow();
    assertThat(answered.photo()).isEqualTo(first);
    assertThat(answered.answer()).isEqualTo(Answer.NOT_A_BOARD);
    assertThat(answered.job()).isEqualTo("label-studio/" + project);
    assertThat(answered.by()).matches("user \\d+");
    assertThat(answered.at()).isBetween(before, Instant.now());
    ask("PATCH", "/api/annotations/" + annotation + "/", annotation("broken board"));
    read();
    assertThat(aws.verdicts())
        .singleElement()
        .satisfies(
            changed -> {
              assertThat(changed.answer()).isEqualTo(Answer.BROKEN_BOARD);
              assertThat(changed.isOver(answered)).isTrue();
            });
    // Touched, and said the same.
    ask("PATCH", "/api/annotations/" + annotation + "/", annotation("broken board"));
    assertThat(response("DELETE", "/api/annotations/" + annotation + "/", "").statusCode())
        .isEqualTo(204);
    long skipped = tasks.get(1).path("id").asLong();
    ask(
        "POST",
        "/api/tasks/" + skipped + "/annotations/",
        annotation("not a board").replaceFirst("}$", ",\"was_cancelled\":true}"));
    read();
    assertThat(aws.verdicts()).isEmpty();
    annotate(task, "Broken board");
    read();
    assertThat(aws.verdicts()).isEmpty();
    assertThat(aws.drain(aws.deadLetters())).hasSize(1);
  }

  private static Verdict fail(String why) {
    throw new AssertionError(why);
  }

  @Test
  void anImportThatNobodyNotedIsFoundInTheProject() {
    Photo reviewed = aws.inReview("a.jpg", Pictures.board());
    assertThat(label(reviewed, numbered(1))).contains(ALL_TAKEN);
    String key = KnownHandover.key(reviewed.fingerprint());
    String forgotten =
        text(key)
            .replaceFirst(",\"task\":\\d+", "")
            .replaceFirst("\"claimedAt\":\"[^\"]+\"", "\"claimedAt\":\"2026-01-01T00:00:00Z\"");
    assertThat(forgotten).doesNotContain("\"task\"");
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromString(forgotten));
    assertThat(label(reviewed)).contains(ALL_TAKEN);
    assertThat(shown()).containsExactlyInAnyOrder(reviewed, numbered(1));
  }

  @Test
  void peopleSeeTheVersionThatTheyAreAskedAbout() {
    byte[] board = Pictures.board();
    Photo reviewed = aws.inReview("cam 1/a?b#c.jpg", board);
    aws.upload("cam 1/a?b#c.jpg", Pictures.black());
    label(reviewed);
    JsonNode task = tasks().getFirst();
    String uri = "s3://" + aws.resultsBucket() + "/" + Previews.key(reviewed);
    String encoded = Base64.getUrlEncoder().encodeToString(uri.getBytes(StandardCharsets.UTF_8));
    String resolved = "/tasks/" + task.path("id").asLong() + "/resolve/?fileuri=" + encoded;
    assertThat(task.path("data").path("image").asText())
        .as("what the server's page asks for")
        .endsWith(resolved);
    HttpResponse<byte[]> shown = response("GET", resolved, "");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).isEqualTo(board);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/jpeg");
  }

  @Test
  void allPagesAreRead() {
    Photo[] photos = IntStream.range(0, 130).mapToObj(i -> numbered(i)).toArray(Photo[]::new);
    for (int from = 0; from < photos.length; from += 10) {
      assertThat(label(Arrays.copyOfRange(photos, from, from + 10))).contains(ALL_TAKEN);
    }
    List<JsonNode> tasks = tasks();
    annotate(tasks.get(3).path("id").asLong(), "good board");
    annotate(tasks.get(129).path("id").asLong(), "cannot tell");
    read();
    assertThat(aws.verdicts())
        .extracting(Verdict::photo, Verdict::answer)
        .containsExactlyInAnyOrder(
            tuple(photos[3], Answer.GOOD_BOARD), tuple(photos[129], Answer.CANNOT_TELL));
  }

  @Test
  void aTimeThatIsAskedForIsTheServersOwn() {
    label(photo);
    JsonNode task = tasks().getFirst();
    Instant updated = Instant.parse(task.path("updated_at").asText());
    assertThat(changedSince(updated)).hasSize(1);
    assertThat(changedSince(updated.plusMillis(1))).isEmpty();
  }

  private List<JsonNode> changedSince(Instant since) {
    String query =
        """
        {"filters":{"conjunction":"and","items":[{"filter":"filter:tasks:updated_at",\
        "operator":"greater_or_equal","type":"Datetime","value":"%s"}]},"ordering":["tasks:id"]}\
        """
            .formatted(since.toString());
    JsonNode page =
        ask(
            "GET",
            "/api/tasks/?project="
                + project
                + "&page=1&page_size=100&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8),
            "");
    List<JsonNode> found = new ArrayList<>();
    page.path("tasks").forEach(found::add);
    assertThat(page.path("total").asInt()).isEqualTo(found.size());
    return found;
  }

  @Test
  void aPersonalTokenIsExchangedForAccess() {
    if (!isPersonal(token)) {
      HttpResponse<byte[]> made = response("POST", "/api/token/", "{}");
      // A user has one at most, and it is told once.
      assumeFalse(made.statusCode() == 409, "the user has a personal token already");
      shownToken = json(made).path("token").asText();
    }
    assertThat(shownToken.split("\\.")).hasSize(3);
    label(photo);
    annotate(tasks().getFirst().path("id").asLong(), "good board");
    read();
    assertThat(aws.verdicts()).extracting(Verdict::photo).containsExactly(photo);
  }

  @Test
  void aWrongTokenAndAnUnknownProjectTakeNothing() {
    shownToken = "no-token-at-all";
    assertThat(label(photo)).contains("\"m1\"");
    shownToken = token;
    assertThat(label(photo)).as("the claim was let go").contains(ALL_TAKEN);
    assertThat(shown()).containsExactly(photo);
  }
}
