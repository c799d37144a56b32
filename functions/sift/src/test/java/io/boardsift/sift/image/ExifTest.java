package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifTest {
  /** One directory at 8: a maker, and numbers at the tags of exposure time and ISO in the next. */
  private static ByteBuffer block() {
    ByteBuffer block = ByteBuffer.allocate(100);
    block.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 2);
    entry(block, 0x10f, 2, 3, 'A' << 24 | 'b' << 16);
    entry(block, 0x8769, 4, 1, 38);
    block.putInt(0).putShort((short) 2);
    entry(block, 0x829a, 5, 1, 70);
    entry(block, 0x8827, 3, 1, 400 << 16);
    block.position(70).putInt(1).putInt(250);
    return block;
  }

  private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
    block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  @Test
  void valuesAreReadWhereTheyStand() {
    assertThat(Exif.read(block().array())).isEqualTo(new Exif("ab", 0.004, 400, 1));
  }

  /** One directory with nothing but an orientation. */
  private static byte[] lying(int orientation) {
    ByteBuffer block = ByteBuffer.allocate(26);
    block.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    entry(block, 0x112, 3, 1, orientation << 16);
    return block.array();
  }

  @Test
  void howAPictureLiesIsReadAndWhateverIsNoOrientationMeansUpright() {
    for (int orientation = 1; orientation <= 8; orientation++) {
      assertThat(Exif.read(lying(orientation)).orientation()).isEqualTo(orientation);
    }
    assertThat(Exif.read(lying(0)).orientation()).isEqualTo(1);
    assertThat(Exif.read(lying(9)).orientation()).isEqualTo(1);
    assertThat(Exif.read(lying(65_535)).orientation()).isEqualTo(1);
  }

  @Test
  void aNumberDividedByNothingIsUnknown() {
    assertThat(Exif.read(block().putInt(74, 0).array()).exposureSeconds()).isNaN();
    assertThat(Exif.read(block().putInt(70, 0).putInt(74, 0).array()).exposureSeconds()).isNaN();
  }

  @Test
  void severalNumbersWhereOneIsMeantAreUnknown() {
    assertThat(Exif.read(block().putInt(40 + 4, 8_000).array()).exposureSeconds()).isNaN();
  }

  @Test
  void aNameOfAnyLengthIsCutOff() {
    ByteBuffer endless = ByteBuffer.allocate(60_000).put(block().array());
    for (int i = 100; i < endless.capacity(); i++) {
      endless.put(i, (byte) 'x');
    }
    endless.putInt(10 + 4, 50_000).putInt(10 + 8, 100);

    assertThat(Exif.read(endless.array()).camera()).hasSize(256);
  }

  @Test
  void aDirectoryThatPointsToItselfIsReadOnce() {
    assertThat(Exif.read(block().putInt(22 + 8, 8).array()).iso()).isNaN();
  }

  @Test
  void whateverStandsInABlockIsReadOrNotThere() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] block = block().array();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        block[random.nextInt(block.length)] = (byte) random.nextInt();
      }
      Exif exif = Exif.read(java.util.Arrays.copyOf(block, random.nextInt(block.length + 1)));
      assertThat(exif.camera().length()).isLessThanOrEqualTo(256);
    }
  }
}
