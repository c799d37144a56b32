package io.boardsift.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.MemoryStore;
import io.boardsift.aws.Telemetry;
import io.boardsift.fixtures.FunctionOutput;
import io.boardsift.fixtures.RecordedCalls;
import io.boardsift.fixtures.TestAws;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.BrokenMemoryException;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemoryFormat;
import io.boardsift.sift.memory.PerceptualHash;
import io.boardsift.sift.memory.RememberedPhoto;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

class CameraMemoriesTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final TestAws aws = new TestAws();
  private final RecordedCalls recorded = new RecordedCalls(aws);
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final CameraMemories memories = memories(recorded.s3());

  private CameraMemories memories(S3Client s3) {
    InstantSource clock = now::get;
    return new CameraMemories(
        s3, aws.resultsBucket(), new TriageLog(new Telemetry("triage")), clock);
  }

  private static RememberedPhoto board(String camera, long photo) {
    return new RememberedPhoto(
        camera,
        photo,
        new Appearance(new PerceptualHash(photo, 0, 0, 0), Optional.empty()),
        Label.BOARD,
        NOON);
  }

  private void learn(String camera, long photo) throws BrokenMemoryException {
    new MemoryStore(aws.s3(), aws.resultsBucket()).add(camera, List.of(board(camera, photo)));
  }

  private int boards(String camera) {
    return memories.recall(camera).orElseThrow().count(Label.BOARD);
  }

  private int looks() {
    return recorded.count("s3:GetObject results/memory/");
  }

  @Test
  void aCameraIsAskedAboutByItselfAndLookedAtAgainAfterHalfAMinute() throws BrokenMemoryException {
    learn("cam-1/", 1);
    assertThat(boards("cam-1/")).isEqualTo(1);
    assertThat(boards("cam-2/")).isZero();
    learn("cam-1/", 2);
    learn("cam-2/", 3);
    int before = looks();
    assertThat(boards("cam-1/")).isEqualTo(1);
    assertThat(boards("cam-2/")).isZero();
    assertThat(looks()).isEqualTo(before);
    now.set(NOON.plus(Duration.ofSeconds(31)));
    assertThat(boards("cam-1/")).isEqualTo(2);
    assertThat(boards("cam-2/")).isEqualTo(1);
    assertThat(looks()).isEqualTo(before + 2);
  }

  @Test
  void theCamerasAskedForLastAreKept() {
    for (int camera = 0; camera < CameraMemories.MOST_CAMERAS; camera++) {
      memories.recall("cam-" + camera + "/");
    }
    memories.recall("cam-0/");
    memories.recall("one-more/");
    int before = looks();
    memories.recall("cam-0/");
    memories.recall("cam-2/");
    memories.recall("one-more/");
    assertThat(looks()).isEqualTo(before);
    memories.recall("cam-1/");
    assertThat(looks()).isEqualTo(before + 1);
  }

  @Test
  void nothingIsConcludedBeforeTheMemoryOfAllCamerasIsSplit() throws BrokenMemoryException {
    learn("cam-1/", 1);
    byte[] combined = MemoryFormat.write(Memory.empty("cam-1/").with(board("cam-1/", 2)));
    aws.s3()
        .putObject(
            put -> put.bucket(aws.resultsBucket()).key(CombinedMemory.KEY),
            RequestBody.fromBytes(combined));
    FunctionOutput output =
        FunctionOutput.of(() -> assertThat(memories.recall("cam-1/")).isEmpty());
    assertThat(output.text()).contains(CombinedMemory.KEY);
    new CombinedMemory(aws.s3(), aws.resultsBucket()).split(() -> true);
    assertThat(boards("cam-1/")).isEqualTo(2);
    // From then on nobody asks for it.
    int before = looks();
    boards("cam-1/");
    boards("cam-2/");
    assertThat(looks()).isEqualTo(before + 1);
  }

  @Test
  void whereS3DoesNotAnswerNothingIsConcluded() {
    CameraMemories away =
        memories(
            aws.s3Where(
                request -> {
                  if (request instanceof GetObjectRequest) {
                    throw SdkClientException.create("away");
                  }
                }));
    assertThat(away.recall("cam-1/")).isEmpty();
    CameraMemories allAway =
        memories(
            aws.s3Where(
                request -> {
                  if (request instanceof HeadObjectRequest) {
                    throw SdkClientException.create("away");
                  }
                }));
    assertThat(allAway.recall("cam-1/")).isEmpty();
  }

  /** What people saw meanwhile is not in it. */
  @Test
  void aMemoryThatCannotBeReadAnyMoreIsNotRememberedForHours() throws BrokenMemoryException {
    learn("cam-1/", 1);
    AtomicBoolean isAway = new AtomicBoolean();
    CameraMemories failing =
        memories(
            aws.s3Where(
                request -> {
                  if (isAway.get() && request instanceof GetObjectRequest) {
                    throw SdkClientException.create("denied");
                  }
                }));
    assertThat(failing.recall("cam-1/")).isPresent();
    isAway.set(true);
    learn("cam-1/", 2);
    now.set(NOON.plus(Duration.ofHours(3)));
    FunctionOutput output = FunctionOutput.of(() -> assertThat(failing.recall("cam-1/")).isEmpty());
    assertThat(output.text()).contains("denied");
  }
}
