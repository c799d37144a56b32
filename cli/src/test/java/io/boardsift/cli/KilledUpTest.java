package io.boardsift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.fixtures.Pictures;
import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An {@code up} that is killed at any moment has lost nothing that it had acknowledged. */
class KilledUpTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROUNDS = 5;
  private static final int MOST_ANSWERS = 15;

  @TempDir private Path folder;

  private final Random random = new Random();
  private final byte[] board = Pictures.board();
  private final Map<String, Photo> uploaded = new ConcurrentHashMap<>();
  private final Map<Photo, Answer> answered = new ConcurrentHashMap<>();

  /** A started {@code up}, as a client sees it. */
  private record Up(Process process, JsonNode told) {
    S3Client s3() {
      return new LocalAccount(told.path("accessKey").asText(), told.path("secretKey").asText())
          .s3(URI.create(told.path("s3").asText()));
    }

    URI api(String call) {
      return URI.create(told.path("console").asText()).resolve("api/" + call);
    }
  }

  private Up start() throws IOException {
    Path json = folder.resolve("up.json");
    Files.deleteIfExists(json);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Boardsift.class.getName(),
                "up",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--s3-port",
                "0",
                "--json",
                json.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("up.log").toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || (Files.exists(json) && Files.size(json) > 0));
    assertThat(process.isAlive()).as(Files.readString(folder.resolve("up.log"))).isTrue();
    return new Up(
        process,
        await().atMost(PATIENCE).until(() -> MAPPER.readTree(json.toFile()), JsonNode::isObject));
  }

  private void upload(Up up, int round) {
    try (S3Client s3 = up.s3()) {
      for (int i = 0; up.process().isAlive(); i++) {
        String key = round + "/" + i + ".jpg";
        var response =
            s3.putObject(put -> put.bucket("photos").key(key), RequestBody.fromBytes(board));
        uploaded.put(
            key, new Photo("photos", key, response.versionId(), response.eTag(), board.length));
      }
    } catch (SdkException e) {
      assertThat(up.process().isAlive()).as("alive, and refuses: " + e).isFalse();
    }
  }

  /** Answers, and kills the process after some answer, whatever else it is just doing. */
  private void answerUntilKilled(Up up, HttpClient http) throws Exception {
    int left = 1 + random.nextInt(MOST_ANSWERS);
    while (left > 0) {
      JsonNode tasks =
          MAPPER.readTree(post(http, up.api("leases"), "{\"count\": 10}")).path("tasks");
      for (JsonNode task : tasks) {
        if (left-- == 0) {
          break;
        }
        Answer answer = random.nextBoolean() ? Answer.GOOD_BOARD : Answer.BROKEN_BOARD;
        String body =
            MAPPER
                .createObjectNode()
                .put("id", UUID.randomUUID().toString().replace("-", ""))
                .put("lease", task.path("lease").asText())
                .put("answer", answer.label())
                .set("photo", task.path("photo"))
                .toString();
        post(http, up.api("answers"), body);
        Photo photo = photo(task.path("photo"));
        assertThat(answered).as("asked again").doesNotContainKey(photo);
        answered.put(photo, answer);
      }
    }
    up.process().destroyForcibly().waitFor(1, TimeUnit.MINUTES);
  }

  private static String post(HttpClient http, URI address, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static Photo photo(JsonNode json) {
    return new Photo(
        json.path("bucket").asText(),
        json.path("key").asText(),
        json.path("versionId").asText(),
        json.path("eTag").asText(),
        json.path("size").asLong());
  }

  @Test
  void everyAcknowledgedUploadAndAnswerIsThereAfterEachKill() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int round = 0; round < ROUNDS; round++) {
        Up up = start();
        int number = round;
        Thread camera = Thread.ofPlatform().start(() -> upload(up, number));
        try {
          answerUntilKilled(up, http);
        } finally {
          up.process().destroyForcibly();
          camera.join();
        }
      }
    }
    Up last = start();
    try (S3Client s3 = last.s3()) {
      ResultsBucket results = new ResultsBucket(s3, "results");
      for (Photo photo : uploaded.values()) {
        s3.headObject(head -> head.bucket("photos").key(photo.key()).versionId(photo.versionId()));
      }
      assertThat(answered).hasSizeGreaterThanOrEqualTo(ROUNDS);
      answered.forEach(
          (photo, answer) ->
              await()
                  .atMost(PATIENCE)
                  .until(
                      () -> results.verdict(photo).map(Verdict::answer),
                      Optional.of(answer)::equals));
      // And those that nobody has answered on have a decision, and so wait for people.
      for (Photo photo : List.copyOf(uploaded.values())) {
        await().atMost(PATIENCE).until(() -> results.decision(photo).isPresent());
      }
    } finally {
      last.process().destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
  }
}
