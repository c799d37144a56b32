package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class MemoryFormatTest {
  private static final List<Label> KINDS = List.of(Label.values());

  private static final String CAMERA = "камера 1/";

  private static Memory some() {
    return some(CAMERA);
  }

  private static Memory some(String camera) {
    Random random = new Random(1);
    Memory memory = Memory.empty(camera);
    for (int i = 0; i < 30; i++) {
      PerceptualHash print =
          new PerceptualHash(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      Optional<TilePrint> tiles = i % 2 == 0 ? Optional.of(tiles(random)) : Optional.empty();
      memory =
          memory.with(
              new RememberedPhoto(
                  camera,
                  i,
                  new Appearance(print, tiles),
                  KINDS.get(i % 3),
                  Instant.ofEpochMilli(random.nextInt(1 << 30))));
    }
    return memory;
  }

  /** As one object held them before each camera had its own. */
  private static byte[] together(Memory... memories) {
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    all.put(MemoryFormat.write(memories[0]), 0, 12).putInt(memories.length);
    for (Memory memory : memories) {
      byte[] one = MemoryFormat.write(memory);
      all.put(one, 16, one.length - 16 - 4);
    }
    return sealed(Arrays.copyOf(all.array(), all.position() + 4));
  }

  private static TilePrint tiles(Random random) {
    byte[] levels = new byte[TilePrint.LEVELS];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) random.nextInt(TilePrint.MOST + 1);
    }
    return TilePrint.of(levels).orElseThrow();
  }

  @Test
  void whatIsWrittenIsReadBack() throws BrokenMemoryException {
    byte[] bytes = MemoryFormat.write(some());
    Memory read = MemoryFormat.read(bytes, CAMERA);
    assertThat(MemoryFormat.write(read)).isEqualTo(bytes);
    assertThat(read.size()).isEqualTo(30);
    assertThat(read.of(Label.NOT_A_BOARD).tilesKnown()).isPositive();
    assertThat(read.photos()).isEqualTo(some().photos());
  }

  @Test
  void anEmptyMemoryIsReadBack() throws BrokenMemoryException {
    byte[] bytes = MemoryFormat.write(Memory.empty(""));
    assertThat(MemoryFormat.read(bytes, "").size()).isZero();
  }

  @Test
  void theMemoryOfAnotherCameraIsRefused() {
    byte[] bytes = MemoryFormat.write(some());
    assertThatThrownBy(() -> MemoryFormat.read(bytes, "камера 2/"))
        .isInstanceOf(BrokenMemoryException.class)
        .hasMessageContaining(CAMERA);
  }

  @Test
  void theMemoriesOfSeveralCamerasAreReadAndAreNotOneCameras() throws BrokenMemoryException {
    byte[] bytes = together(some(), some("cam-2/"), Memory.empty("cam-3/"));
    List<Memory> read = MemoryFormat.readAll(bytes);
    assertThat(read).extracting(Memory::camera).containsExactly(CAMERA, "cam-2/", "cam-3/");
    assertThat(read).extracting(Memory::size).containsExactly(30, 30, 0);
    assertThat(MemoryFormat.write(read.get(1))).isEqualTo(MemoryFormat.write(some("cam-2/")));
    assertThatThrownBy(() -> MemoryFormat.read(bytes, CAMERA)).hasMessageContaining("3 cameras");
  }

  @Test
  void photosOfTheFirstVersionAreReadAndHaveNoTiles() throws BrokenMemoryException {
    byte[] name = "cam/".getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 + 4 + 2 + name.length + 3 * 4 + 48 + 4);
    bytes.put("BSPRINTS".getBytes(StandardCharsets.UTF_8)).putInt(1).putInt(1);
    bytes.putShort((short) name.length).put(name);
    bytes.putInt(0).putInt(1);
    for (long word = 1; word <= 4; word++) {
      bytes.putLong(word);
    }
    bytes.putLong(5).putLong(6).putInt(0);
    Memory read = MemoryFormat.read(sealed(bytes.array()), "cam/");
    assertThat(read.nearest(Label.NOT_A_BOARD, new PerceptualHash(1, 2, 3, 4))).isZero();
    assertThat(read.leastDifference(Label.NOT_A_BOARD, tiles(new Random(1)), 1))
        .isEqualTo(TilePrint.MOST);
    assertThat(MemoryFormat.read(MemoryFormat.write(read), "cam/").size()).isEqualTo(1);
  }

  @Test
  void anyChangedOrMissingByteIsNoticed() {
    byte[] bytes = MemoryFormat.write(some());
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> MemoryFormat.readAll(changed))
          .isInstanceOf(BrokenMemoryException.class);
      byte[] shortened = Arrays.copyOf(bytes, i);
      assertThatThrownBy(() -> MemoryFormat.readAll(shortened))
          .isInstanceOf(BrokenMemoryException.class);
    }
  }

  @Test
  void foreignBytesAreNoMemory() {
    assertThatThrownBy(
            () -> MemoryFormat.readAll("<html>not here</html>".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("not a memory of prints");
  }

  @Test
  void aLaterVersionIsNotGuessedAt() {
    byte[] bytes = MemoryFormat.write(some());
    bytes[11] = 3;
    assertThatThrownBy(() -> MemoryFormat.readAll(sealed(bytes))).hasMessageContaining("version 3");
  }

  @Test
  void wrongCountsUnderARightChecksumAreBrokenOrReadButNeverCrash() {
    byte[] bytes = MemoryFormat.write(some());
    Random random = new Random(2);
    int broken = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] changed = bytes.clone();
      for (int i = 0; i < 4; i++) {
        changed[12 + random.nextInt(round % 2 == 0 ? 40 : changed.length - 12)] =
            (byte) random.nextInt(256);
      }
      try {
        assertThat(MemoryFormat.readAll(sealed(changed))).isNotNull();
      } catch (BrokenMemoryException e) {
        broken++;
      }
    }
    assertThat(broken).isGreaterThan(1000);
  }

  private static byte[] sealed(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) checksum.getValue());
    return bytes;
  }
}
