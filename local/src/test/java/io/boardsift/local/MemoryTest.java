package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.MemoryStore;
import io.boardsift.emulator.photos.StationDays;
import io.boardsift.emulator.photos.StationDays.StationPhoto;
import io.boardsift.emulator.photos.StationSubject;
import io.boardsift.fixtures.FunctionOutput;
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
import software.amazon.awssdk.core.sync.RequestBody;

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

  private Memory memory() throws BrokenMemoryException {
    return MemoryFormat.read(
        aws.s3()
            .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(MemoryStore.KEY))
            .asByteArray());
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
    assertThat(memory().count(Label.NOT_A_BOARD, "station-1/")).isEqualTo(2);
    assertThat(triage(benches.get(3)).outcome()).isEqualTo(Outcome.REVIEW);
  }

  @Test
  void aRepeatedAnswerIsLearnedOnce() throws BrokenMemoryException {
    Photo bench = benches(1).getFirst();
    triage(bench);
    String line = new Verdict(bench, Answer.BROKEN_BOARD, "", "console", NOON).toManifestLine();
    TestAws.invoke(verdicts, List.of(line, line));
    TestAws.invoke(verdicts, List.of(line));
    assertThat(memory().count(Label.BOARD, "station-1/")).isEqualTo(1);
  }

  @Test
  void nothingIsLearnedFromAPhotoThatWasNeverDecoded() {
    Photo photo = aws.upload("station-1/a.jpg", new byte[] {1});
    triage(photo);
    answer(photo, Answer.GOOD_BOARD);
    assertThat(aws.records("memory/")).isZero();
    assertThat(aws.results().verdict(photo)).isPresent();
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
                    object.add(
                        new RememberedPhoto(
                            "c/",
                            photo,
                            new Appearance(new PerceptualHash(photo, 0, 0, 0), Optional.empty()),
                            Label.BOARD,
                            NOON));
                  }
                  return null;
                }));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
    }
    assertThat(memory().count(Label.BOARD, "c/")).isEqualTo(writers * each);
  }

  @Test
  void aBrokenMemoryIsNoneAndIsLeftAsItIs() {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(MemoryStore.KEY),
            RequestBody.fromString("<html>"));
    Photo bench = benches(1).getFirst();
    FunctionOutput output =
        FunctionOutput.of(
            () -> {
              assertThat(triage(bench).outcome()).isEqualTo(Outcome.REVIEW);
              assertThat(answer(bench, Answer.GOOD_BOARD)).contains("\"batchItemFailures\":[]");
            });
    assertThat(output.sum("MemoryUnreadable")).isEqualTo(1);
    assertThat(output.sum("MemoryNotWritten")).isEqualTo(1);
    assertThat(aws.results().verdict(bench)).isPresent();
    assertThat(
            aws.s3()
                .getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(MemoryStore.KEY))
                .asUtf8String())
        .isEqualTo("<html>");
  }
}
