package io.boardsift.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.MemoryStore;
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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The keeper splits the memory that an earlier version kept for all cameras. */
class CombinedMemoryTest {
  private static final Duration PLENTY = Duration.ofMinutes(5);
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final RememberedPhoto BENCH = photo("cam-1/", 1, Label.NOT_A_BOARD, 0);
  private static final RememberedPhoto BOARD = photo("cam-1/", 2, Label.BOARD, 1);
  private static final RememberedPhoto OTHER = photo("cam-2/", 3, Label.BOARD, 2);

  private final TestAws aws = new TestAws();

  private static RememberedPhoto photo(String camera, long photo, Label kind, int second) {
    return new RememberedPhoto(
        camera,
        photo,
        new Appearance(new PerceptualHash(photo, 0, 0, 0), Optional.empty()),
        kind,
        NOON.plusSeconds(second));
  }

  private static Memory memory(RememberedPhoto... photos) {
    Memory memory = Memory.empty(photos[0].camera());
    for (RememberedPhoto photo : photos) {
      memory = memory.with(photo);
    }
    return memory;
  }

  /** As the earlier version wrote it: all cameras, one after the other, and one checksum. */
  private static byte[] combined(Memory... memories) {
    ByteBuffer all = ByteBuffer.allocate(1 << 16);
    all.put(MemoryFormat.write(memories[0]), 0, 12).putInt(memories.length);
    for (Memory memory : memories) {
      byte[] one = MemoryFormat.write(memory);
      all.put(one, 16, one.length - 16 - 4);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(all.array(), 0, all.position());
    all.putInt((int) checksum.getValue());
    return Arrays.copyOf(all.array(), all.position());
  }

  private void put(String key, byte[] bytes) {
    aws.s3()
        .putObject(put -> put.bucket(aws.resultsBucket()).key(key), RequestBody.fromBytes(bytes));
  }

  private void keepTwoCameras() {
    put(CombinedMemory.KEY, combined(memory(BENCH, BOARD), memory(OTHER)));
  }

  private byte[] bytes(String key) {
    return aws.s3().getObjectAsBytes(get -> get.bucket(aws.resultsBucket()).key(key)).asByteArray();
  }

  private List<RememberedPhoto> remembered(String camera) throws BrokenMemoryException {
    String key = MemoryStore.key(camera);
    return aws.isThere(aws.resultsBucket(), key)
        ? MemoryFormat.read(bytes(key), camera).photos()
        : List.of();
  }

  private boolean isLeft() {
    return aws.isThere(aws.resultsBucket(), CombinedMemory.KEY);
  }

  private void keeper(S3Client s3, Duration timeout) {
    KeeperRun.keep(aws.settings(), s3, aws.sqs(), Duration.ZERO, timeout);
  }

  private void keeper() {
    keeper(aws.s3(), PLENTY);
  }

  @Test
  void eachCameraGetsItsOwnAndTheOldObjectIsDeleted() throws BrokenMemoryException {
    keepTwoCameras();
    keeper();
    assertThat(remembered("cam-1/")).containsExactlyInAnyOrder(BENCH, BOARD);
    assertThat(remembered("cam-2/")).containsExactly(OTHER);
    assertThat(isLeft()).isFalse();
    assertThat(aws.records("memory/")).isEqualTo(2);
  }

  @Test
  void whatWasLearnedSinceStays() throws BrokenMemoryException {
    RememberedPhoto changed = photo("cam-1/", 1, Label.BOARD, 60);
    RememberedPhoto recent = photo("cam-1/", 9, Label.NOT_A_BOARD, 61);
    new MemoryStore(aws.s3(), aws.resultsBucket()).add("cam-1/", List.of(changed, recent));
    keepTwoCameras();
    keeper();
    assertThat(remembered("cam-1/")).containsExactlyInAnyOrder(changed, recent, BOARD);
    assertThat(isLeft()).isFalse();
  }

  @Test
  void whereverItIsCutOffNothingIsLostAndTheNextTimeFinishes() throws BrokenMemoryException {
    List<RememberedPhoto> all = List.of(BENCH, BOARD, OTHER);
    int requests = 6; // It is read, each of two cameras is read and written, it is deleted.
    for (int survived = 0; survived < requests; survived++) {
      for (String camera : List.of("cam-1/", "cam-2/")) {
        aws.s3().deleteObject(d -> d.bucket(aws.resultsBucket()).key(MemoryStore.key(camera)));
      }
      keepTwoCameras();
      AtomicInteger left = new AtomicInteger(survived);
      S3Client failing =
          aws.s3Where(
              request -> {
                if (isOnMemory(request) && left.getAndDecrement() <= 0) {
                  throw SdkClientException.create("cut off");
                }
              });
      assertThatThrownBy(() -> keeper(failing, PLENTY)).isNotNull();
      assertThat(isLeft()).as("after %d requests", survived).isTrue();
      keeper();
      assertThat(Stream.concat(remembered("cam-1/").stream(), remembered("cam-2/").stream()))
          .containsExactlyInAnyOrderElementsOf(all);
      assertThat(isLeft()).isFalse();
    }
  }

  private static boolean isOnMemory(SdkRequest request) {
    return switch (request) {
      case GetObjectRequest get -> get.key().startsWith("memory/");
      case PutObjectRequest put -> put.key().startsWith("memory/");
      case DeleteObjectRequest delete -> delete.key().startsWith("memory/");
      default -> false;
    };
  }

  @Test
  void whatIsKnownAlreadyIsNotWrittenAgain() {
    keepTwoCameras();
    keeper();
    keepTwoCameras();
    RecordedCalls recorded = new RecordedCalls(aws);
    keeper(recorded.s3(), PLENTY);
    assertThat(recorded.count("s3:PutObject results/memory/")).isZero();
    assertThat(isLeft()).isFalse();
  }

  @Test
  void whereThereIsNoneOneRequestTellsIt() {
    RecordedCalls recorded = new RecordedCalls(aws);
    keeper(recorded.s3(), PLENTY);
    assertThat(recorded.count("results/memory/")).isEqualTo(1);
  }

  @Test
  void aDamagedOneIsLeftAsItIs() {
    put(CombinedMemory.KEY, new byte[] {1, 2, 3});
    FunctionOutput output = FunctionOutput.of(this::keeper);
    assertThat(output.text()).contains(CombinedMemory.KEY, "not a memory of prints");
    assertThat(bytes(CombinedMemory.KEY)).containsExactly(1, 2, 3);
    assertThat(aws.records("memory/")).isEqualTo(1);
  }

  @Test
  void whereACamerasOwnIsDamagedTheOthersAreSplitAndTheOldOneStays() throws BrokenMemoryException {
    keepTwoCameras();
    put(MemoryStore.key("cam-1/"), new byte[] {1, 2, 3});
    FunctionOutput output = FunctionOutput.of(this::keeper);
    assertThat(output.text()).contains(MemoryStore.key("cam-1/"));
    assertThat(bytes(MemoryStore.key("cam-1/"))).containsExactly(1, 2, 3);
    assertThat(remembered("cam-2/")).containsExactly(OTHER);
    assertThat(isLeft()).isTrue();
    aws.s3().deleteObject(d -> d.bucket(aws.resultsBucket()).key(MemoryStore.key("cam-1/")));
    keeper();
    assertThat(remembered("cam-1/")).containsExactlyInAnyOrder(BENCH, BOARD);
    assertThat(isLeft()).isFalse();
  }

  /** S3 to a client before whose first request of a kind somebody else does something. */
  private S3Client meanwhile(Class<? extends SdkRequest> kind, Runnable others) {
    AtomicBoolean isDone = new AtomicBoolean();
    Consumer<SdkRequest> before =
        request -> {
          if (kind.isInstance(request) && isOnMemory(request) && !isDone.getAndSet(true)) {
            others.run();
          }
        };
    return aws.s3Where(before);
  }

  @Test
  void whatIsLearnedMeanwhileStays() throws BrokenMemoryException {
    keepTwoCameras();
    RememberedPhoto recent = photo("cam-1/", 9, Label.BOARD, 60);
    S3Client s3 =
        meanwhile(
            PutObjectRequest.class,
            () -> put(MemoryStore.key("cam-1/"), MemoryFormat.write(memory(recent))));
    keeper(s3, PLENTY);
    assertThat(remembered("cam-1/")).containsExactlyInAnyOrder(BENCH, BOARD, recent);
    assertThat(isLeft()).isFalse();
  }

  @Test
  void whatAnEarlierVersionWroteMeanwhileIsSplitTheNextTime() throws BrokenMemoryException {
    keepTwoCameras();
    RememberedPhoto late = photo("cam-2/", 9, Label.BOARD, 60);
    S3Client s3 =
        meanwhile(
            DeleteObjectRequest.class,
            () -> put(CombinedMemory.KEY, combined(memory(BENCH, BOARD), memory(OTHER, late))));
    keeper(s3, PLENTY);
    assertThat(isLeft()).isTrue();
    keeper();
    assertThat(remembered("cam-2/")).containsExactlyInAnyOrder(OTHER, late);
    assertThat(isLeft()).isFalse();
  }

  @Test
  void withoutTimeItIsLeftForTheNextRound() throws BrokenMemoryException {
    keepTwoCameras();
    keeper(aws.s3(), Duration.ofSeconds(1));
    assertThat(isLeft()).isTrue();
    assertThat(remembered("cam-1/")).isEmpty();
    keeper();
    assertThat(remembered("cam-1/")).hasSize(2);
  }
}
