package io.boardsift.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.model.ModelFinding;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.ReviewTask;
import io.boardsift.sift.records.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The deployed stack, from a camera's upload to a person's answer: in Java 25 containers, behind
 * the notifications, mappings, roles and queues that the template makes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeploymentIT {
  private static final byte[] TEXT = "no photo at all".getBytes(StandardCharsets.UTF_8);

  private static DeployedStack stack;

  @BeforeAll
  static void deploy(@TempDir Path opt) throws IOException, InterruptedException {
    unpack(DeployedStack.ROOT.resolve("classifier/target/classifier-layer.zip"), opt);
    long start = System.nanoTime();
    stack =
        new DeployedStack(
            opt,
            "Mode=delete",
            "GraceSeconds=0",
            "AuditRate=0",
            "RunawayPhotos=10",
            "AnswersEventBus=default");
    tell("LocalStack started and the stack deployed", start);
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (ZipInputStream files = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        Path to = folder.resolve(file.getName());
        if (file.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.copy(files, to);
        }
      }
    }
  }

  @AfterAll
  static void close() {
    if (stack != null) {
      stack.close();
    }
  }

  private static void tell(String what, long start) {
    System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200));
  }

  /** Photos of a folder with board/ and not-board/ in it, where one is named; drawn ones else. */
  private static byte[] board() {
    return realPhoto("board").orElseGet(() -> new MadeUpDay(1, 0, 7).photo(0).bytes());
  }

  private static Optional<byte[]> realPhoto(String label) {
    return Optional.ofNullable(System.getenv("BOARDSIFT_PHOTOS"))
        .map(
            photos -> {
              try (Stream<Path> files = Files.list(Path.of(photos, label))) {
                return Files.readAllBytes(files.sorted().findFirst().orElseThrow());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Of each photo, the id of the answer that this class gave last. */
  private static final Map<String, String> LAST_ANSWERS = new HashMap<>();

  /** Leases tasks until the one for a photo comes. */
  private static JsonNode lease(Photo photo) {
    return soon()
        .until(
            () -> {
              for (JsonNode task : stack.post("/api/leases", Map.of("count", 10)).path("tasks")) {
                if (task.path("id").asText().equals(photo.id())) {
                  return Optional.of(task);
                }
              }
              return Optional.<JsonNode>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static void answer(JsonNode task, Answer answer)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("photo", task.path("photo"));
    body.put("lease", task.path("lease").asText());
    body.put("answer", answer.label());
    String id = UUID.randomUUID().toString().replace("-", "");
    body.put("id", id);
    body.put("replaces", LAST_ANSWERS.put(task.path("id").asText(), id));
    body.put("day", LocalDate.now(ZoneOffset.UTC).toString());
    stack.post("/api/answers", body);
  }

  @Test
  @Order(1)
  void aBoardGoesToAPersonWhoseAnswerIsRecorded() throws Exception {
    long start = System.nanoTime();
    Photo photo = stack.upload("camera 1/b+oard \"1\".jpg", board());
    JsonNode task = lease(photo);
    tell("upload to the console, all functions cold", start);
    answer(task, Answer.BROKEN_BOARD);
    ResultsBucket results = stack.results();
    soon().until(() -> results.verdict(photo).isPresent());
    tell("upload to verdict, all functions cold", start);
    assertThat(results.verdict(photo).orElseThrow().answer()).isEqualTo(Answer.BROKEN_BOARD);
    assertThat(results.decision(photo).orElseThrow().outcome()).isEqualTo(Outcome.REVIEW);

    long warm = System.nanoTime();
    Photo next = stack.upload("camera 1/next.jpg", board());
    answer(lease(next), Answer.GOOD_BOARD);
    soon().until(() -> results.verdict(next).isPresent());
    tell("upload to verdict, all functions warm", warm);
  }

  @Test
  @Order(2)
  void junkIsHiddenBehindADeleteMarkerAndRecorded() {
    long start = System.nanoTime();
    Photo junk = stack.upload("camera 1/junk.jpg", TEXT);
    soon().until(() -> stack.isDeletedRestorably(junk));
    tell("upload to deletion, triage warm", start);
    assertThat(stack.results().decision(junk).orElseThrow().rule()).contains("not-a-photo");
  }

  /** In Java, by classes that the other photos do not load, on Lambda's own Java. */
  @Test
  @Order(2)
  void samplesOfTwelveBitsAreDecodedThereToo() throws IOException {
    for (String format : List.of("png", "tiff")) {
      Photo photo = stack.upload("microscope/deep." + format, deep(board(), format));
      soon().until(() -> stack.results().decision(photo).isPresent());
      DecisionRecord decision = stack.results().decision(photo).orElseThrow();
      assertThat(decision.reason()).isEqualTo("no rule holds");
      assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    }
    soon().until(() -> stack.messages("TasksQueue") == 2);
    stack.sqs.purgeQueue(purge -> purge.queueUrl(stack.name("TasksQueue")));
  }

  /** A grey photo of 12 bits in 16. */
  private static byte[] deep(byte[] photo, String format) throws IOException {
    BufferedImage plain = ImageIO.read(new ByteArrayInputStream(photo));
    BufferedImage deep =
        new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < deep.getHeight(); y++) {
      for (int x = 0; x < deep.getWidth(); x++) {
        int green = plain.getRGB(x, y) >> 8 & 255;
        deep.getRaster().setSample(x, y, 0, green * 4095 / 255);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(deep, format, file)).isTrue();
    return file.toByteArray();
  }

  @Test
  @Order(2)
  void theBucketThatTheStackMadeNeedsNoEventBridge() throws Exception {
    JsonNode checked = stack.boardsift("check", "s3://" + stack.name("PhotosBucket"));
    assertThat(checked.path("ready").asBoolean()).isTrue();
    assertThat(checked.path("lacks").toString())
        .contains("announced to the function " + stack.name("Triage") + ":live");
  }

  @Test
  @Order(3)
  void whatAPersonCallsNotABoardIsDeletedOnceTheGraceIsOver() throws Exception {
    Photo photo = stack.upload("camera 1/glove.jpg", board());
    answer(lease(photo), Answer.NOT_A_BOARD);
    soon().until(() -> stack.isDeletedRestorably(photo));
  }

  @Test
  @Order(4)
  void ofABrokenBoardOthersHearOnTheEventBus() throws Exception {
    String queue = stack.sqs.createQueue(create -> create.queueName("line")).queueUrl();
    stack.eventBridge(
        "PutRule",
        """
        {"Name":"broken","EventPattern":"{\\"source\\":[\\"boardsift\\"],\\"detail\\":{\\"answer\\":[\\"broken board\\"]}}"}\
        """);
    stack.eventBridge(
        "PutTargets",
        """
        {"Rule":"broken","Targets":[{"Id":"line","Arn":"arn:aws:sqs:us-east-1:000000000000:line"}]}\
        """);
    Photo good = stack.upload("camera 2/good.jpg", board());
    answer(lease(good), Answer.GOOD_BOARD);
    Photo broken = stack.upload("camera 2/broken.jpg", board());
    answer(lease(broken), Answer.BROKEN_BOARD);
    List<Message> heard =
        soon()
            .until(
                () ->
                    stack
                        .sqs
                        .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                        .messages(),
                messages -> !messages.isEmpty());
    assertThat(heard)
        .singleElement()
        .extracting(Message::body)
        .asString()
        .contains("Board labelled", "camera 2/broken.jpg");
  }

  @Test
  @Order(5)
  void aRepeatedEventOnAnAnsweredPhotoAsksNobodyAgain() throws Exception {
    Photo photo = stack.upload("camera 2/repeated.jpg", board());
    answer(lease(photo), Answer.GOOD_BOARD);
    soon().until(() -> stack.results().verdict(photo).isPresent());
    long start = System.nanoTime();
    InvokeResponse response =
        stack.lambda.invoke(
            invoke ->
                invoke
                    .functionName(stack.name("Triage"))
                    .qualifier("live")
                    .payload(SdkBytes.fromUtf8String(event(photo))));
    tell("an invocation of triage, warm, from outside", start);
    assertThat(response.functionError()).isNull();
    soon()
        .until(
            () -> stack.log("Triage").stream().anyMatch(l -> l.contains("nothing is left to do")));
    assertThat(stack.messages("TasksQueue")).isZero();
  }

  private static String event(Photo photo) {
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"%s"},
          "object":{"key":"%s","versionId":"%s","eTag":"%s","size":%d}}}]}\
        """
        .formatted(
            photo.bucket(),
            URLEncoder.encode(photo.key(), StandardCharsets.UTF_8),
            photo.versionId(),
            photo.eTag(),
            photo.size());
  }

  @Test
  @Order(6)
  void poisonBecomesADeadLetterWithItsReasonAndTheOthersOfItsBatchAreHandedOver() {
    Photo one = new Photo(stack.name("PhotosBucket"), "one.jpg", "v1", "e1", 1);
    Photo two = new Photo(stack.name("PhotosBucket"), "two.jpg", "v2", "e2", 1);
    stack.send("ReviewQueue", new ReviewTask(one).toJson());
    stack.send("ReviewQueue", "{\"poison\":");
    stack.send("ReviewQueue", new ReviewTask(two).toJson());
    soon().until(() -> stack.messages("TasksQueue") == 2);
    soon().until(() -> stack.messages("ReviewDeadLetters") == 1);
    assertThat(
            stack
                .peek("ReviewDeadLetters")
                .getFirst()
                .messageAttributes()
                .get("reason")
                .stringValue())
        .contains("JSON");
    stack.sqs.purgeQueue(purge -> purge.queueUrl(stack.name("TasksQueue")));
  }

  @Test
  @Order(7)
  void ofABatchOnlyWhatFailedIsDeliveredAgain() {
    // Three minutes is what the template waits; a test waits less.
    stack.sqs.setQueueAttributes(
        set ->
            set.queueUrl(stack.name("VerdictsQueue"))
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3")));
    Photo good = inReview("camera 3/good.jpg");
    Photo unreadable = inReview("camera 3/unreadable.jpg");
    ResultsBucket results = stack.results();
    String record = results.decision(unreadable).orElseThrow().json();
    // Nobody else can read it, as with a missing right.
    putRecord(unreadable, record, DeploymentIT::encrypted);
    stack.send("VerdictsQueue", verdict(unreadable).toManifestLine());
    stack.send("VerdictsQueue", verdict(good).toManifestLine());
    soon().until(() -> results.verdict(good).isPresent());
    soon().until(() -> failures() >= 2); // delivered again, and failed again
    putRecord(unreadable, record, put -> {});
    soon().until(() -> results.verdict(unreadable).isPresent());
    assertThat(stack.messages("VerdictsDeadLetters")).isZero();
  }

  private static Photo inReview(String key) {
    Photo photo = stack.upload(key, board());
    soon().until(() -> stack.results().decision(photo).isPresent());
    return photo;
  }

  private static void putRecord(
      Photo photo, String record, Consumer<PutObjectRequest.Builder> how) {
    put(ResultsBucket.decisionKey(photo), record, how);
  }

  /** Writes an object of the results bucket. */
  private static void put(String key, String text, Consumer<PutObjectRequest.Builder> how) {
    stack.s3.putObject(
        put -> {
          put.bucket(stack.name("ResultsBucket")).key(key);
          how.accept(put);
        },
        RequestBody.fromString(text));
  }

  /** By a key of the test's own: nobody else can read it. */
  private static void encrypted(PutObjectRequest.Builder put) {
    byte[] key = new byte[32];
    put.sseCustomerAlgorithm("AES256")
        .sseCustomerKey(Base64.getEncoder().encodeToString(key))
        .sseCustomerKeyMD5(md5(key));
  }

  private static String md5(byte[] key) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static long failures() {
    return stack.log("Verdicts").stream().filter(l -> l.contains("will be tried again")).count();
  }

  private static Verdict verdict(Photo photo) {
    return new Verdict(
        photo, Answer.GOOD_BOARD, "", "test", Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  @Test
  @Order(8)
  void rulesInTheResultsBucketAreInForceWithoutADeployment() {
    stack.s3.putObject(
        put -> put.bucket(stack.name("ResultsBucket")).key("rules.yaml"),
        RequestBody.fromString(
            """
            rules:
              - name: nothing-from-camera-nine
                when: key starts with camera-9/
                then: delete
            """));
    // Rules are looked at again every thirty seconds.
    Photo photo =
        soon()
            .until(
                () -> {
                  Photo tried = stack.upload("camera-9/" + System.nanoTime() + ".jpg", board());
                  soon().until(() -> stack.results().decision(tried).isPresent());
                  return tried;
                },
                tried -> stack.results().decision(tried).orElseThrow().outcome() == Outcome.DELETE);
    assertThat(stack.results().decision(photo).orElseThrow().rule())
        .contains("nothing-from-camera-nine");
    stack.s3.deleteObject(delete -> delete.bucket(stack.name("ResultsBucket")).key("rules.yaml"));
  }

  @Test
  @Order(9)
  void everyFunctionIsReadyForASnapshotBeforeItsFirstEvent() {
    for (String function : List.of("Triage", "Labeling", "Verdicts", "Console")) {
      startAsFromASnapshot(function);
      InvokeResponse response =
          stack.lambda.invoke(
              invoke ->
                  invoke
                      .functionName(stack.name(function))
                      .payload(SdkBytes.fromUtf8String("{\"Records\":[]}")));
      assertThat(response.functionError()).as(function).isNull();
      soon()
          .until(
              () -> stack.log(function).stream().anyMatch(l -> l.contains("ready for a snapshot")));
    }
  }

  /** LocalStack takes no snapshots; the runtime runs its hooks anyway if it is told so. */
  private static void startAsFromASnapshot(String function) {
    change(
        function,
        environment -> {
          environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
          // Triage primes asking a model, too, where there is one.
          environment.put("MODEL", "endpoint");
          environment.put("MODEL_ENDPOINT", "nobody");
          environment.merge(
              "JAVA_TOOL_OPTIONS",
              "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
              (before, more) -> before + " " + more);
        });
  }

  /** Changes settings of a function that is called without its alias. */
  private static void change(String function, Consumer<Map<String, String>> change) {
    String name = stack.name(function);
    Map<String, String> environment =
        new HashMap<>(
            stack
                .lambda
                .getFunctionConfiguration(get -> get.functionName(name))
                .environment()
                .variables());
    change.accept(environment);
    stack.lambda.updateFunctionConfiguration(
        update -> update.functionName(name).environment(e -> e.variables(environment)));
    stack.lambda.waiter().waitUntilFunctionUpdatedV2(get -> get.functionName(name));
  }

  @Test
  @Order(10)
  void whatTriageFailedOnIsTriagedAgainAndDecidedByRules() {
    // Rules as above may be in force for half a minute yet; they have nothing against boards.
    Photo photo = inReview("failed.jpg");
    // As if triage had failed on it: Lambda has left its event, and nothing is decided.
    stack.s3.deleteObject(
        delete -> delete.bucket(stack.name("ResultsBucket")).key(ResultsBucket.decisionKey(photo)));
    stack.send("TriageFailures", FailedInvocation.message(photo));
    soon().until(() -> stack.results().decision(photo).isPresent());
    assertThat(stack.results().decision(photo).orElseThrow().by()).isEqualTo(DecidedBy.DEFAULT);
    soon().until(() -> stack.allMessages("TriageFailures") == 0);
  }

  @Test
  @Order(10)
  void whatNobodyUnderstandsDoesNotWaitToBeTriagedAgain() {
    int before = stack.messages("ReviewDeadLetters");
    stack.send("TriageFailures", "{\"requestPayload\":{\"detail-type\":\"Object Painted\"}}");
    soon().until(() -> stack.messages("ReviewDeadLetters") == before + 1);
    assertThat(stack.allMessages("TriageFailures")).isZero();
  }

  @Test
  @Order(10)
  void whatWasLeftToPeopleIsDecidedByRulesOnItsOwnersWord() throws Exception {
    Photo junk = stack.upload("camera 5/left.jpg", TEXT);
    soon().until(() -> stack.results().decision(junk).isPresent());
    soon().until(() -> stack.isDeletedRestorably(junk));
    unhide(junk);
    stack.s3.deleteObject(
        delete -> delete.bucket(stack.name("ResultsBucket")).key(ResultsBucket.decisionKey(junk)));
    stack.send("TriageGivenUp", FailedInvocation.message(junk));
    soon()
        .until(
            () ->
                stack.results().decision(junk).filter(r -> r.by() == DecidedBy.ERROR).isPresent());
    keep(); // It leaves a note of where the queue is.
    String results = "s3://" + stack.name("ResultsBucket");
    JsonNode sent =
        stack.boardsift(
            "retriage",
            "--all",
            "--reason",
            "triage gave up",
            "--since",
            "1h",
            "--results",
            results);
    assertThat(sent.path("photos").toString()).contains(junk.key());
    soon().until(() -> stack.isDeletedRestorably(junk));
    assertThat(stack.results().decision(junk).orElseThrow().by()).isEqualTo(DecidedBy.RULE);
  }

  private static void unhide(Photo photo) {
    stack
        .s3
        .listObjectVersions(list -> list.bucket(photo.bucket()).prefix(photo.key()))
        .deleteMarkers()
        .forEach(
            marker ->
                stack.s3.deleteObject(
                    delete ->
                        delete
                            .bucket(photo.bucket())
                            .key(photo.key())
                            .versionId(marker.versionId())));
  }

  /**
   * The emergency brake of the runbook. LocalStack knows no destinations of aliases, so that events
   * of uploads are lost there while triage is stopped; on AWS they join the messages.
   */
  @Test
  @Order(10)
  void triageIsStoppedAndGoesOnWithWhatWaitsInTheQueue() {
    String triage = stack.name("Triage");
    stack.lambda.putFunctionConcurrency(
        put -> put.functionName(triage).reservedConcurrentExecutions(0));
    hand("TriageFailures", false);
    Photo waiting = stack.upload("waiting.jpg", board());
    stack.send("TriageFailures", FailedInvocation.message(waiting));
    await()
        .during(Duration.ofSeconds(15))
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                stack.results().decision(waiting).isEmpty()
                    && stack.allMessages("TriageFailures") == 1);
    stack.lambda.deleteFunctionConcurrency(delete -> delete.functionName(triage));
    hand("TriageFailures", true);
    soon().until(() -> stack.allMessages("TriageFailures") == 0);
    assertThat(stack.results().decision(waiting).orElseThrow().by()).isEqualTo(DecidedBy.DEFAULT);
  }

  /** Whether a queue's messages are handed to the function that works on them. */
  private static void hand(String queue, boolean isEnabled) {
    String url = stack.name(queue);
    String name = url.substring(url.lastIndexOf('/'));
    String uuid =
        stack.lambda.listEventSourceMappings(list -> {}).eventSourceMappings().stream()
            .filter(mapping -> mapping.eventSourceArn().endsWith(name.replace('/', ':')))
            .findFirst()
            .orElseThrow()
            .uuid();
    stack.lambda.updateEventSourceMapping(update -> update.uuid(uuid).enabled(isEnabled));
    String state = isEnabled ? "Enabled" : "Disabled";
    soon().until(() -> stack.lambda.getEventSourceMapping(g -> g.uuid(uuid)).state().equals(state));
  }

  @Test
  @Order(10)
  void whatWasDeletedIsShownAndBroughtBackByTheCommandLine() throws Exception {
    // The rules of another test may be in force for half a minute yet.
    Photo junk =
        soon()
            .until(
                () -> {
                  Photo tried = stack.upload("camera 4/" + System.nanoTime() + ".jpg", TEXT);
                  soon().until(() -> stack.results().decision(tried).isPresent());
                  return tried;
                },
                tried -> stack.results().decision(tried).orElseThrow().outcome() == Outcome.DELETE);
    soon().until(() -> stack.isDeletedRestorably(junk));
    String results = "s3://" + stack.name("ResultsBucket");
    String photos = "s3://" + stack.name("PhotosBucket");
    JsonNode shown = stack.boardsift("show", junk.key(), "--results", results, "--photos", photos);
    assertThat(shown.at("/versions/0/state").asText()).isEqualTo("deleted-by-rule");
    assertThat(shown.at("/versions/0/decision/rule").asText()).isEqualTo("not-a-photo");
    keep(); // It leaves a note of where the rest is.
    JsonNode restored = stack.boardsift("restore", junk.key(), "--results", results);
    assertThat(restored.path("restored").asInt()).isEqualTo(1);
    assertThat(stack.isDeletedRestorably(junk)).isFalse();
    answer(lease(junk), Answer.NOT_A_BOARD);
    soon().until(() -> stack.isDeletedRestorably(junk));
    // The undo comes after the deletion.
    stack.send("VerdictsQueue", verdict(junk).toManifestLine());
    soon().until(() -> !stack.isDeletedRestorably(junk));
  }

  @Test
  @Order(11)
  void aRunawayIsStoppedAndLifted() throws Exception {
    String results = "s3://" + stack.name("ResultsBucket");
    Photo kept =
        soon()
            .until(
                () -> {
                  Photo tried = stack.upload("camera 5/" + System.nanoTime() + ".txt", TEXT);
                  soon().until(() -> stack.results().decision(tried).isPresent());
                  return tried;
                },
                tried -> stack.results().decision(tried).orElseThrow().outcome() == Outcome.REVIEW);
    assertThat(stack.results().decision(kept).orElseThrow().reason())
        .contains("are stopped", "not-a-photo", "boardsift guard lift");
    JsonNode stopped = stack.boardsift("guard", "--results", results);
    assertThat(stopped.path("stopped")).isNotEmpty();
    stack.boardsift("guard", "lift", "--all", "--for", "1h", "--results", results);
    soon()
        .until(
            () -> {
              Photo tried = stack.upload("camera 5/" + System.nanoTime() + ".txt", TEXT);
              soon().until(() -> stack.results().decision(tried).isPresent());
              return stack.results().decision(tried).orElseThrow().outcome() == Outcome.DELETE;
            });
  }

  // From here on every alarm's metrics have to rise, each because of a fault.

  /** What the alarms watch, of all stacks that this class deploys. */
  private static final WatchedMetrics WATCHED = new WatchedMetrics();

  /** What people said of photos of a camera. */
  private static final String MEMORY = MemoryStore.key("camera-6/");

  /** Each is an alarm, its metric and whose it is; the reasons are those of LocalStack 4.14. */
  private static final List<String> NOT_ON_LOCALSTACK =
      List.of(
          // There is no HTTP API, and so no id of it.
          "ConsoleErrors: 5xx of unknown",
          // Of Lambda it tells only invocations and errors.
          "EventsWait: AsyncEventAge of Triage",
          "FailuresNotKept: DestinationDeliveryFailures of Triage",
          "LabelingErrors: Throttles of Labeling",
          "TriageSlow: Duration of Triage",
          "VerdictsErrors: Throttles of Verdicts");

  /** Waits until a function of the stack has counted something. */
  private static void untilCounted(String service, String counter) {
    soon()
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                WatchedMetrics.logged(stack).entrySet().stream()
                    .anyMatch(
                        metric ->
                            metric.getKey().name().equals(counter)
                                && metric.getKey().value().equals(service)
                                && metric.getValue() > 0));
  }

  @Test
  @Order(12)
  void refusedRulesAndADamagedMemoryAreCounted() {
    String results = stack.name("ResultsBucket");
    put(MEMORY, "<html>", put -> {});
    put("rules.yaml", "rules: [", put -> {});
    soon()
        .until(
            () -> {
              Photo tried = inReview("camera-6/" + System.nanoTime() + ".jpg");
              return stack.results().decision(tried).orElseThrow().by() == DecidedBy.ERROR;
            });
    untilCounted("triage", "RulesRefused");
    stack.s3.deleteObject(delete -> delete.bucket(results).key("rules.yaml"));
    // The rules that come with Boardsift ask the memory.
    Photo photo =
        soon()
            .until(
                () -> inReview("camera-6/" + System.nanoTime() + ".jpg"),
                tried -> stack.results().decision(tried).orElseThrow().by() == DecidedBy.DEFAULT);
    untilCounted("triage", "MemoryUnreadable");
    stack.send("VerdictsQueue", verdict(photo).toManifestLine());
    untilCounted("verdicts", "MemoryNotWritten");
    stack.s3.deleteObject(delete -> delete.bucket(results).key(MEMORY));
  }

  @Test
  @Order(12)
  void whatFunctionsFailOnIsCounted() throws Exception {
    assertThat(failureOf("Triage", "{\"Records\":[{\"s3\":{\"painted\":1}}]}")).isNotNull();
    untilCounted("triage", "UnknownEvents");
    assertThat(failureOf("Labeling", "\"no batch\"")).isNotNull();
    assertThat(failureOf("Verdicts", "\"no batch\"")).isNotNull();
    // The keeper may not read how far it has come, as with a missing right.
    put(COMPARED, "{}", DeploymentIT::encrypted);
    assertThat(keep()).isNotNull();
    for (String function : List.of("Triage", "Labeling", "Verdicts", "Keeper")) {
      Alarm.Metric errors =
          new Alarm.Metric("AWS/Lambda", "Errors", "FunctionName", stack.name(function));
      soon().until(() -> stack.highest(errors) > 0);
    }
  }

  /** How far the keeper has compared the bucket with the decisions. */
  private static final String COMPARED = "labeling/compared.json";

  private static String failureOf(String function, String payload) {
    return stack
        .lambda
        .invoke(
            invoke ->
                invoke
                    .functionName(stack.name(function))
                    .qualifier("live")
                    .payload(SdkBytes.fromUtf8String(payload)))
        .functionError();
  }

  /** Nobody can make a photo older here; so the keeper is told that its round began tomorrow. */
  @Test
  @Order(12)
  void aPhotoWhoseEventWasLostIsCountedAndTriaged() {
    Photo photo = inReview("camera-6/forgotten.jpg");
    stack.s3.deleteObject(
        delete -> delete.bucket(stack.name("ResultsBucket")).key(ResultsBucket.decisionKey(photo)));
    Instant now = Instant.now();
    put(
        COMPARED,
        """
        {"place": "%s/", "since": "%s", "startedAt": "%s", "after": "", "afterVersion": "", "done": false}
        """
            .formatted(
                photo.bucket(), now.minus(1, ChronoUnit.HOURS), now.plus(1, ChronoUnit.DAYS)),
        put -> {});
    assertThat(keep()).isNull();
    untilCounted("keeper", "PhotosForgotten");
    soon().until(() -> stack.results().decision(photo).isPresent());
  }

  /** Messages that nobody takes are visible, those that a function fails on are hidden. */
  @Test
  @Order(12)
  void messagesThatDoNotGetOnAreSeenInEveryQueue() throws Exception {
    for (String queue : List.of("TasksQueue", "VerdictsQueue", "ReviewQueue")) {
      stack.send(queue, "{\"poison\":");
    }
    soon()
        .until(
            () -> {
              stack.post("/api/leases", Map.of("count", 10));
              return stack.messages("TasksDeadLetters") > 0;
            });
    // Before their functions get no more messages, below.
    soon().until(() -> stack.messages("VerdictsDeadLetters") > 0);
    soon().until(() -> stack.messages("ReviewDeadLetters") > 0);
    stack.sqs.purgeQueue(purge -> purge.queueUrl(stack.name("TasksQueue")));

    // The labeling job refuses a task whose photo has a long name.
    Photo photo = inReview("camera-6/" + "long/".repeat(190) + ".jpg");
    stack.sqs.setQueueAttributes(
        set ->
            set.queueUrl(stack.name("TasksQueue"))
                .attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")));
    stack.send("ReviewQueue", new ReviewTask(photo).toJson());
    stack.send("TriageGivenUp", FailedInvocation.message(photo));
    // Triage may not read the photo's record.
    Photo unreadable = inReview("camera-6/unreadable.jpg");
    String record = stack.results().decision(unreadable).orElseThrow().json();
    putRecord(unreadable, record, DeploymentIT::encrypted);
    stack.send("TriageFailures", FailedInvocation.message(unreadable));
    untilCounted("labeling", "Failed");
    untilCounted("triage", "Failed");
    for (String queue : List.of("ReviewQueue", "TriageGivenUp", "TriageFailures")) {
      soon().until(() -> seen(queue, "ApproximateNumberOfMessagesNotVisible"));
    }

    List<String> handed =
        List.of("ReviewQueue", "TriageGivenUp", "TriageFailures", "VerdictsQueue");
    handed.forEach(queue -> hand(queue, false));
    // Short enough to be taken once they are handed on again.
    Photo board = inReview("camera-6/board.jpg");
    handed.forEach(
        queue ->
            stack.send(
                queue,
                switch (queue) {
                  case "ReviewQueue" -> new ReviewTask(board).toJson();
                  case "VerdictsQueue" -> verdict(board).toManifestLine();
                  default -> FailedInvocation.message(board);
                }));
    stack.send("TasksQueue", new ReviewTask(board).toJson());
    stack.send("TasksQueue", new ReviewTask(board).toJson());
    for (String queue :
        List.of(
            "ReviewQueue",
            "TriageGivenUp",
            "TriageFailures",
            "VerdictsQueue",
            "TasksQueue",
            "ReviewDeadLetters",
            "TasksDeadLetters",
            "VerdictsDeadLetters")) {
      soon().until(() -> seen(queue, "ApproximateNumberOfMessagesVisible"));
    }
    stack.post("/api/leases", Map.of("count", 1));
    soon().until(() -> seen("TasksQueue", "ApproximateNumberOfMessagesNotVisible"));

    putRecord(unreadable, record, put -> {});
    handed.forEach(queue -> hand(queue, true));
    soon().until(() -> stack.results().verdict(board).isPresent());
    // LocalStack looks at alarms on one metric, and not at those with an expression.
    for (String alarm : List.of("ReviewDeadLetters", "TasksDeadLetters", "VerdictsDeadLetters")) {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  stack.alarms().stream()
                      .anyMatch(a -> a.name().equals(alarm) && a.state().equals("ALARM")));
    }
  }

  private static boolean seen(String queue, String metric)
      throws IOException, InterruptedException {
    String url = stack.name(queue);
    String name = url.substring(url.lastIndexOf('/') + 1);
    return stack.highest(new Alarm.Metric("AWS/SQS", metric, "QueueName", name)) > 0;
  }

  @Test
  @Order(17)
  void everyMetricThatAnAlarmWatchesRoseBecauseOfAFault() throws IOException {
    String template = Files.readString(DeployedStack.ROOT.resolve("infra/monitoring.yaml"));
    Set<String> all =
        Pattern.compile("(?m)^  (\\w+)Alarm:$")
            .matcher(template)
            .results()
            .map(alarm -> alarm.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    // LocalStack has no SageMaker; GroundTruthTest has a stub of it.
    all.remove("LabelingJob");
    assertThat(WATCHED.alarms()).isEqualTo(all);
    assertThat(WATCHED.neverRisen()).isEqualTo(NOT_ON_LOCALSTACK);
    System.out.printf(
        "%d metrics of %d alarms rose%n",
        WATCHED.size() - NOT_ON_LOCALSTACK.size(), WATCHED.alarms().size());
  }

  @Test
  @Order(13)
  void aSecondStackBesideTheFirstObservesAndKeepsJunk() throws Exception {
    WATCHED.look(stack);
    stack.deploy("--stack", "observing", "GraceSeconds=0");
    Photo junk = stack.upload("camera 1/observed.jpg", TEXT);
    JsonNode task = lease(junk);
    assertThat(stack.isDeletedRestorably(junk)).isFalse();
    assertThat(stack.results().decision(junk).orElseThrow().wouldDelete()).isTrue();
    answer(task, Answer.NOT_A_BOARD);
    soon().until(() -> stack.results().verdict(junk).isPresent());
    assertThat(stack.isDeletedRestorably(junk)).isFalse();
    // Somebody sees a board where a rule sees no photo.
    Photo unlike = stack.upload("camera 1/unlike.jpg", TEXT);
    answer(lease(unlike), Answer.GOOD_BOARD);
    soon().until(() -> stack.results().verdict(unlike).isPresent());
    untilCounted("verdicts", "DeletionsWrong");
    WATCHED.look(stack);
  }

  /** As the deployment's page says under "Remove it": with the old photos and the old records. */
  @Test
  @Order(14)
  void aStackThatIsDeletedAndDeployedAgainGoesOnWhereItWas() throws Exception {
    String photos = stack.name("PhotosBucket");
    String records = stack.name("ResultsBucket");
    Photo answered = stack.upload("camera 1/answered.jpg", board());
    answer(lease(answered), Answer.BROKEN_BOARD);
    soon().until(() -> stack.results().verdict(answered).isPresent());
    // What an answer teaches is written after it, once for a batch.
    String memory = MemoryStore.key("camera 1/");
    soon()
        .ignoreExceptions()
        .until(() -> stack.s3.headObject(h -> h.bucket(records).key(memory)) != null);
    put("rules.yaml", "rules: [{name: ours, when: size below 5 bytes, then: delete}]", put -> {});
    // LocalStack keeps the buckets, as it is told to, but hides all that is in them.
    List<ObjectVersion> kept =
        stack.s3.listObjectVersions(list -> list.bucket(records)).versions().stream()
            .filter(ObjectVersion::isLatest)
            .toList();
    stack.delete("observing");
    stack.s3.putBucketNotificationConfiguration(
        put ->
            put.bucket(photos)
                .notificationConfiguration(told -> told.eventBridgeConfiguration(on -> {})));

    stack.deploy("--stack", "observing", "PhotosBucket=" + photos, "GraceSeconds=0");
    for (ObjectVersion object : kept) {
      stack.s3.copyObject(
          copy ->
              copy.sourceBucket(records)
                  .sourceKey(object.key())
                  .sourceVersionId(object.versionId())
                  .destinationBucket(stack.name("ResultsBucket"))
                  .destinationKey(object.key()));
    }

    assertThat(stack.results().verdict(answered).orElseThrow().answer())
        .isEqualTo(Answer.BROKEN_BOARD);
    assertThat(stack.s3.headObject(h -> h.bucket(stack.name("ResultsBucket")).key(memory)))
        .isNotNull();
    Photo tiny = stack.upload("line/tiny.jpg", new byte[] {1, 2, 3});
    lease(tiny);
    assertThat(stack.results().decision(tiny).orElseThrow().rule()).contains("ours");
  }

  @Test
  @Order(15)
  void aModelInTriageAnswersOutOfItsLayer() throws Exception {
    stack.deploy("--stack", "with-model", "Mode=delete", "Model=in-function", "ModelMode=obey");
    Photo board = stack.upload("camera 1/board.jpg", board());
    lease(board);
    DecisionRecord record = stack.results().decision(board).orElseThrow();
    Optional<String> error = record.model().orElseThrow().error();
    if (Files.exists(DeployedStack.ROOT.resolve(".boardsift/backbone/backbone.onnx"))) {
      assertThat(error).isEmpty();
      assertThat(record.json()).contains("\"model-board\":");
    } else {
      assertThat(error.orElseThrow()).contains("classifier/backbone/build");
    }
    modelThatIsAway(board);
    untilCounted("triage", "ModelFailed");
    shadowDeletionThatIsABoard();
    untilCounted("verdicts", "ModelDeletionsWrong");
    WATCHED.look(stack);
  }

  /** Triage asks an endpoint that does not exist. */
  private static void modelThatIsAway(Photo photo) {
    change(
        "Triage",
        environment -> {
          environment.put("MODEL", "endpoint");
          environment.put("MODEL_ENDPOINT", "nobody");
        });
    stack.lambda.invoke(
        invoke ->
            invoke
                .functionName(stack.name("Triage"))
                .payload(SdkBytes.fromUtf8String(event(photo))));
  }

  /** A record as a model in shadow leaves it; on the photo people see a board. */
  private static void shadowDeletionThatIsABoard() {
    Photo photo = inReview("camera 1/shadow.jpg");
    ModelFinding asked =
        new ModelFinding(
            ModelMode.SHADOW, Optional.empty(), Optional.of("model-sees-no-board"), true, "0.001");
    Decision decision =
        new Decision(
            Outcome.REVIEW,
            DecidedBy.DEFAULT,
            "no rule holds",
            Finding.none(Evidence.none(), "none").with(asked));
    putRecord(photo, DecisionRecord.of(photo, decision, Instant.now(), 1).json(), put -> {});
    stack.send("VerdictsQueue", verdict(photo).toManifestLine());
  }

  @Test
  @Order(16)
  void aBucketThatExistsIsAttachedAndLeftAsItWas() throws Exception {
    String bucket = "plant-3";
    String place = "s3://plant-3/line2/";
    stack.s3.createBucket(create -> create.bucket(bucket));
    JsonNode lacks = stack.boardsiftExits(1, "check", place).path("lacks");
    assertThat(lacks.findValuesAsText("needed")).containsExactly("true", "true", "false");
    prepare(bucket);
    JsonNode ready = stack.boardsift("check", place);
    assertThat(ready.path("lacks")).isEmpty();
    assertThat(ready.at("/parameters/PhotosPrefix").asText()).isEqualTo("line2/");

    stack.deploy(
        "--stack",
        "attached",
        "Mode=delete",
        "GraceSeconds=0",
        "AuditRate=0",
        "PhotosBucket=plant-3",
        "PhotosPrefix=line2/");
    // In events by EventBridge LocalStack encodes keys, which AWS does not.
    Photo other = stack.upload("reports/no-photo.txt", TEXT);
    Photo board = stack.upload("line2/camera-1/board.jpg", board());
    Photo junk = stack.upload("line2/camera-1/junk.txt", TEXT);
    lease(board);
    soon().until(() -> stack.isDeletedRestorably(junk));
    assertThat(stack.results().decision(other)).isEmpty();

    stack.s3.putBucketNotificationConfiguration(
        put -> put.bucket(bucket).notificationConfiguration(told -> {}));
    keep();
    soon()
        .until(
            () ->
                stack.log("Keeper").stream()
                    .anyMatch(line -> line.contains("does not tell EventBridge")));
    untilCounted("keeper", "BucketLacks");
    WATCHED.look(stack);

    stack.delete("attached");
    assertThat(stack.isDeletedRestorably(junk)).isTrue();
    assertThat(stack.s3.headObject(head -> head.bucket(bucket).key(board.key())).versionId())
        .isEqualTo(board.versionId());
    assertThat(stack.s3.getBucketVersioning(get -> get.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(stack.s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules())
        .extracting(LifecycleRule::id)
        .containsExactly(KEEP_DELETED.id());
  }

  private static final LifecycleRule KEEP_DELETED =
      LifecycleRule.builder()
          .id("theirs")
          .status(ExpirationStatus.ENABLED)
          .filter(filter -> filter.prefix(""))
          .noncurrentVersionExpiration(old -> old.noncurrentDays(30))
          .build();

  /** What "boardsift check" asks for. */
  private static void prepare(String bucket) {
    stack.s3.putBucketVersioning(
        put ->
            put.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    stack.s3.putBucketNotificationConfiguration(
        put ->
            put.bucket(bucket)
                .notificationConfiguration(told -> told.eventBridgeConfiguration(on -> {})));
    stack.s3.putBucketLifecycleConfiguration(
        put -> put.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(KEEP_DELETED)));
  }

  /** The keeper's schedule does not run here; returns how it failed, or null. */
  private static String keep() {
    return failureOf("Keeper", "{}");
  }
}
