package io.boardsift.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.emulator.photos.StationDays;
import io.boardsift.emulator.photos.StationDays.StationPhoto;
import io.boardsift.emulator.photos.StationSubject;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.Pictures;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.records.Answer;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

class MemoryTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private static final String RULES =
      """
      rules:
        - name: thrown-away-before
          when:
            - third-nearest-not-a-board below 16
            - most-changed-tile below 5
            - nearest-board above 40
          then: delete
      """;

  private final TestAws aws = new TestAws();
  private final VerdictsHandler verdicts = new VerdictsHandler(aws.settings(), aws.s3(), aws.sqs());
  private int seconds;

  @BeforeEach
  void rules() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key("rules.yaml"),
            RequestBody.fromString(RULES));
  }

  private static Stream<StationPhoto> station(StationSubject subject) {
    return new StationDays(200, 0.5, 3)
        .day(1)
        .filter(photo -> photo.key().startsWith("station-1/") && photo.subject() == subject);
  }

  /** One bench under a light that changes. */
  private List<Photo> benches(int count) {
    byte[] bench = station(StationSubject.BENCH).findFirst().orElseThrow().bytes();
    return IntStream.range(0, count)
        .mapToObj(i -> aws.upload("station-1/" + i + ".jpg", lit(bench, 0.9f + 0.03f * i)))
        .toList();
  }

  private static byte[] lit(byte[] photo, float light) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new RescaleOp(light, 0, null).filter(image, null), "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a function just started, which reads the memory as it is now. */
  private DecisionRecord triage(Photo photo) {
    TriageHandler triage = new TriageHandler(aws.settings(), aws.s3(), aws.sqs());
    TestAws.invoke(triage, aws.event(photo));
    return aws.results().decision(photo).orElseThrow();
  }

  private String answer(Photo photo, Answer answer) {
    seconds++;
    String line =
        new Verdict(photo, answer, "", "console", NOON.plusSeconds(seconds)).toManifestLine();
    return TestAws.invoke(verdicts, List.of(line));
  }

  private Memory memory(String camera) throws BrokenMemoryException {
    return MemoryFormat.read(
        aws.s3()
            .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(MemoryStore.key(camera)))
            .asByteArray(),
        camera);
  }

  private void put(String key, byte[] bytes) {
    aws.s3()
        .putObject(put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromBytes(bytes));
  }

  @Test
  void whatPeopleThrewAwayThreeTimesIsDeletedAndABoardIsNot() {
    List<Photo> benches = benches(4);
    for (Photo bench : benches.subList(0, 3)) {
      assertThat(triage(bench).outcome()).isEqualTo(Outcome.REVIEW);
      answer(bench, Answer.NOT_A_BOARD);
    }
    DecisionRecord fourth = triage(benches.get(3));
    assertThat(fourth.outcome()).isEqualTo(Outcome.DELETE);
    assertThat(fourth.rule()).contains("thrown-away-before");
    assertThat(fourth.json())
        .contains(
            "\"third-nearest-not-a-board\"", "\"most-changed-tile\"", "\"nearest-board\":256");
    assertThat(aws.isThere(benches.get(3))).isFalse();
    for (StationPhoto board : station(StationSubject.BOARD).limit(5).toList()) {
      Photo uploaded = aws.upload(board.key(), board.bytes());
      assertThat(triage(uploaded).outcome()).isEqualTo(Outcome.REVIEW);
    }
  }

  @Test
  void whatLooksLikeABoardTooIsLeftToPeople() {
    List<Photo> benches = benches(5);
    benches.subList(0, 4).forEach(this::triage);
    benches.subList(0, 3).forEach(bench -> answer(bench, Answer.NOT_A_BOARD));
    answer(benches.get(3), Answer.GOOD_BOARD);
    DecisionRecord fifth = triage(benches.get(4));
    assertThat(fifth.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(fifth.json()).contains("\"third-nearest-not-a-board\"");
  }

  @Test
  void aChangedAnswerIsUnlearned() throws BrokenMemoryException {
    List<Photo> benches = benches(4);
    for (Photo bench : benches.subList(0, 3)) {
      triage(bench);
      answer(bench, Answer.NOT_A_BOARD);
    }
    answer(benches.getFirst(), Answer.CANNOT_TELL);
    assertThat(memory("station-1/").count(Label.NOT_A_BOARD)).isEqualTo(2);
    assertThat(triage(benches.get(3)).outcome()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void aRepeatedAnswerIsLearnedOnce() throws BrokenMemoryException {
    Photo bench = benches(1).getFirst();
    triage(bench);
    String line = new Verdict(bench, Answer.BROKEN_BOARD, "", "console", NOON).toManifestLine();
    TestAws.invoke(verdicts, List.of(line, line));
    TestAws.invoke(verdicts, List.of(line));
    assertThat(memory("station-1/").count(Label.BOARD)).isEqualTo(1);
  }

  @Test
  void nothingIsLearnedFromAPhotoThatWasNeverDecoded() {
    Photo photo = aws.upload("station-1/a.jpg", new byte[] {1});
    triage(photo);
    answer(photo, Answer.GOOD_BOARD);
    assertThat(aws.records("memory/")).isZero();
    assertThat(aws.results().verdict(photo)).isPresent();
  }

  private static RememberedPhoto board(String camera, long photo) {
    return new RememberedPhoto(
        camera,
        photo,
        new Appearance(new PerceptualHash(photo, 0, 0, 0), Optional.empty()),
        Label.BOARD,
        NOON);
  }

  @Test
  void writersAtOnceLoseNothing() throws Exception {
    int writers = 3;
    int each = 15;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        long first = (long) writer * each;
        MemoryStore object = new MemoryStore(aws.s3(), aws.resultsBucket());
        writing.add(
            threads.submit(
                () -> {
                  for (long photo = first; photo < first + each; photo++) {
                    object.add("c/", List.of(board("c/", photo)));
                  }
                  return null;
                }));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
    }
    assertThat(memory("c/").count(Label.BOARD)).isEqualTo(writers * each);
  }

  /** Photos of two cameras of which people see all. */
  private List<Photo> inReview(int ofTheFirst, int ofTheSecond) {
    byte[] board = Pictures.board();
    return Stream.concat(
            IntStream.range(0, ofTheFirst).mapToObj(i -> "cam-1/" + i + ".jpg"),
            IntStream.range(0, ofTheSecond).mapToObj(i -> "cam-2/" + i + ".jpg"))
        .map(key -> aws.upload(key, board))
        .peek(this::triage)
        .toList();
  }

  private String line(Photo photo, Answer answer) {
    return new Verdict(photo, answer, "", "console", NOON.plusSeconds(seconds++)).toManifestLine();
  }

  /** How many requests of a kind a batch of answers makes on memories. */
  private int requests(String kind, List<String> batch) {
    RecordedCalls recorded = new RecordedCalls(aws);
    VerdictsHandler function = new VerdictsHandler(aws.settings(), recorded.s3(), aws.sqs());
    assertThat(TestAws.invoke(function, batch)).contains("\"batchItemFailures\":[]");
    return recorded.count("s3:" + kind + " results/memory/");
  }

  @Test
  void aBatchOfTenAnswersOfOneCameraIsReadAndWrittenOnce() throws BrokenMemoryException {
    List<String> batch =
        inReview(10, 0).stream().map(photo -> line(photo, Answer.GOOD_BOARD)).toList();
    assertThat(requests("PutObject", batch)).isEqualTo(1);
    assertThat(memory("cam-1/").count(Label.BOARD)).isEqualTo(10);
    assertThat(requests("GetObject", batch)).isEqualTo(1);
    assertThat(requests("PutObject", batch)).isZero();
  }

  @Test
  void aBatchOfTwoCamerasIsTwoWrites() throws BrokenMemoryException {
    List<String> batch =
        inReview(2, 3).stream().map(photo -> line(photo, Answer.BROKEN_BOARD)).toList();
    assertThat(requests("PutObject", batch)).isEqualTo(2);
    assertThat(memory("cam-1/").count(Label.BOARD)).isEqualTo(2);
    assertThat(memory("cam-2/").count(Label.BOARD)).isEqualTo(3);
    assertThat(aws.records("memory/")).isEqualTo(2);
  }

  @Test
  void eachBatchWritesItsOwnCamerasOnly() {
    RecordedCalls recorded = new RecordedCalls(aws);
    VerdictsHandler function = new VerdictsHandler(aws.settings(), recorded.s3(), aws.sqs());
    for (Photo photo : inReview(1, 1)) {
      TestAws.invoke(function, List.of(line(photo, Answer.GOOD_BOARD)));
    }
    assertThat(recorded.count("s3:GetObject results/memory/")).isEqualTo(2);
    assertThat(recorded.count("s3:PutObject results/memory/")).isEqualTo(2);
  }

  @Test
  void withinABatchTheLatestAnswerCounts() throws BrokenMemoryException {
    Photo photo = inReview(1, 0).getFirst();
    String first = line(photo, Answer.CANNOT_TELL);
    String second = line(photo, Answer.GOOD_BOARD);
    TestAws.invoke(verdicts, List.of(second, first));
    assertThat(memory("cam-1/").count(Label.BOARD)).isEqualTo(1);
    assertThat(memory("cam-1/").size()).isEqualTo(1);
  }

  @Test
  void whatOneMessageTeachesIsLearnedThoughAnotherFails() throws BrokenMemoryException {
    List<Photo> photos = inReview(2, 0);
    String bad = ResultsBucket.decisionKey(photos.getFirst());
    S3Client s3 =
        aws.s3Where(
            request -> {
              if (request instanceof GetObjectRequest get && get.key().equals(bad)) {
                throw SdkClientException.create("away");
              }
            });
    String answer =
        TestAws.invoke(
            new VerdictsHandler(aws.settings(), s3, aws.sqs()),
            photos.stream().map(photo -> line(photo, Answer.GOOD_BOARD)).toList());
    assertThat(answer).contains("\"m1\"").doesNotContain("\"m2\"");
    assertThat(memory("cam-1/").count(Label.BOARD)).isEqualTo(1);
  }

  @Test
  void whatWasNotLearnedIsLearnedWhenItsMessageComesAgain() throws BrokenMemoryException {
    Photo photo = inReview(1, 0).getFirst();
    String line = line(photo, Answer.NOT_A_BOARD);
    VerdictsHandler cutOff =
        new VerdictsHandler(aws.settings(), aws.s3WithoutWritesTo("memory/"), aws.sqs());
    TestAws.invoke(cutOff, List.of(line));
    assertThat(aws.isThere(photo)).isFalse();
    assertThat(aws.records("memory/")).isZero();
    TestAws.invoke(verdicts, List.of(line));
    assertThat(memory("cam-1/").count(Label.NOT_A_BOARD)).isEqualTo(1);
  }

  @Test
  void aBrokenMemoryIsNoneAndIsLeftAsItIs() {
    put(MemoryStore.key("station-1/"), "<html>".getBytes(UTF_8));
    Photo bench = benches(1).getFirst();
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              assertThat(triage(bench).outcome()).isEqualTo(Outcome.REVIEW);
              assertThat(answer(bench, Answer.GOOD_BOARD)).contains("\"batchItemFailures\":[]");
            });
    assertThat(output.sum("MemoryUnreadable")).isEqualTo(1);
    assertThat(output.sum("MemoryNotWritten")).isEqualTo(1);
    assertThat(output.text()).contains("station-1/");
    assertThat(aws.results().verdict(bench)).isPresent();
    assertThat(
            aws.s3()
                .getObjectAsBytes(
                    get -> get.bucket(aws.resultsBucket()).key(MemoryStore.key("station-1/")))
                .asUtf8String())
        .isEqualTo("<html>");
  }

  @Test
  void ofABrokenMemoryOnlyItsCamerasPhotosSuffer() throws BrokenMemoryException {
    List<Photo> photos = inReview(1, 1);
    put(MemoryStore.key("cam-1/"), "<html>".getBytes(UTF_8));
    List<String> batch = photos.stream().map(photo -> line(photo, Answer.GOOD_BOARD)).toList();
    FunctionOutput output = FunctionOutput.of(() -> TestAws.invoke(verdicts, batch));
    assertThat(output.sum("MemoryNotWritten")).isEqualTo(1);
    assertThat(memory("cam-2/").count(Label.BOARD)).isEqualTo(1);
    DecisionRecord ofTheOther = triage(aws.upload("cam-2/x.jpg", Pictures.board()));
    assertThat(ofTheOther.json()).contains("\"nearest-board\":0");
    DecisionRecord ofTheBroken = triage(aws.upload("cam-1/x.jpg", Pictures.board()));
    assertThat(ofTheBroken.json()).doesNotContain("\"nearest-board\"");
  }

  @Test
  void theMemoryOfAnotherCameraIsNone() {
    put(
        MemoryStore.key("cam-1/"),
        MemoryFormat.write(Memory.empty("cam-2/").with(board("cam-2/", 1))));
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              Photo photo = aws.upload("cam-1/x.jpg", Pictures.board());
              assertThat(triage(photo).json()).doesNotContain("\"nearest-board\"");
              TestAws.invoke(verdicts, List.of(line(photo, Answer.GOOD_BOARD)));
            });
    assertThat(output.sum("MemoryUnreadable")).isEqualTo(1);
    assertThat(output.sum("MemoryNotWritten")).isEqualTo(1);
  }

  /** Answers "not a board" come again anyway, once their grace is over. */
  @Test
  void whereTheMemoryCannotBeWrittenForAMomentBoardsAreLearnedLikeAllElse()
      throws BrokenMemoryException {
    List<Photo> photos = inReview(2, 0);
    Instant now = Instant.now();
    String junk =
        new Verdict(photos.get(0), Answer.NOT_A_BOARD, "", "console", now).toManifestLine();
    String board =
        new Verdict(photos.get(1), Answer.GOOD_BOARD, "", "console", now).toManifestLine();
    VerdictsHandler cutOff =
        new VerdictsHandler(
            aws.settings("GRACE_SECONDS", "600"), aws.s3WithoutWritesTo("memory/"), aws.sqs());
    String again = TestAws.invoke(cutOff, List.of(junk, board));
    List<String> second = new ArrayList<>();
    if (again.contains("\"m1\"")) {
      second.add(junk);
    }
    if (again.contains("\"m2\"")) {
      second.add(board);
    }
    TestAws.invoke(verdicts, second);
    assertThat(memory("cam-1/").count(Label.BOARD)).isEqualTo(1);
  }
}
