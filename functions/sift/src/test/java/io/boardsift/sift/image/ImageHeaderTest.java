package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void formatAndSizeAreReadFromTheFirstBytes(String format) {
    ImageHeader header = ImageHeader.read(Pictures.board(format, 320, 200));

    assertThat(header.format().word()).isEqualTo(format);
    assertThat(header.width()).isEqualTo(320);
    assertThat(header.height()).isEqualTo(200);
  }

  @Test
  void newerFormatsTellTheirSizeToo() {
    for (byte[] file : new byte[][] {Pictures.WEBP, Pictures.WEBP_LOSSLESS, Pictures.JPEG_2000}) {
      assertThat(ImageHeader.read(file).pixels()).isEqualTo(32 * 24);
    }
  }

  @Test
  void exifTellsCameraExposureAndSensitivity() {
    Exif exif = ImageHeader.read(Pictures.JPEG_WITH_EXIF).exif();

    assertThat(exif).isEqualTo(new Exif("acme bench 2", 0.01, 200, 1));
  }

  @Test
  void brokenExifIsNoExif() {
    byte[] file = Pictures.JPEG_WITH_EXIF.clone();
    Arrays.fill(file, 40, 120, (byte) 0xee);

    ImageHeader header = ImageHeader.read(file);

    assertThat(header.width()).isEqualTo(32);
    assertThat(header.exif().iso()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "'no photo, just text', TEXT",
    "'{\"a\": 1}', TEXT",
    "'<!DOCTYPE html><p>hi', HTML",
    "'<?xml version=\"1.0\"?><svg/>', SVG",
    "'%PDF-1.7 and so on', PDF",
  })
  void documentsAreToldByTheirContent(String content, ImageFormat format) {
    assertThat(ImageHeader.read(content.getBytes(StandardCharsets.UTF_8)).format())
        .isEqualTo(format);
  }

  @Test
  void textThatEndsWithinACharacterIsStillText() {
    byte[] text = "größer".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    for (int length = ImageHeader.LENGTH - 4; length <= ImageHeader.LENGTH; length++) {
      assertThat(ImageHeader.read(Arrays.copyOf(text, length)).format())
          .isEqualTo(ImageFormat.TEXT);
    }
  }

  @Test
  void bytesThatAreNothingKnownAreUnknownAndNotDeletableAsText() {
    assertThat(ImageHeader.read(new byte[] {1, 2, 3, (byte) 0xff}).format())
        .isEqualTo(ImageFormat.UNKNOWN);
    assertThat(ImageHeader.read(new byte[] {0}).format()).isEqualTo(ImageFormat.UNKNOWN);
  }

  @Test
  void anyBytesGiveAHeaderAndNeverAnException() {
    Random random = new Random(42);
    byte[][] seeds = {
      Pictures.WEBP,
      Pictures.WEBP_LOSSLESS,
      Pictures.JPEG_2000,
      Pictures.PROGRESSIVE_JPEG,
      Pictures.ANIMATED_GIF,
      Pictures.JPEG_WITH_EXIF,
      Pictures.board("png", 64, 64),
      Pictures.board("tiff", 64, 64),
      Pictures.board("bmp", 64, 64)
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] file = seeds[i % seeds.length];
      file = Arrays.copyOf(file, random.nextInt(Math.min(file.length, 1500)));
      for (int flips = random.nextInt(8); flips > 0 && file.length > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      ImageHeader header = ImageHeader.read(file);
      assertThat(header.width()).isNotNegative();
      assertThat(header.height()).isNotNegative();
    }
  }
}
