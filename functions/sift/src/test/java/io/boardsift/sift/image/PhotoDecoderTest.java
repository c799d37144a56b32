package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {
  private final PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void everyCommonFormatIsDecodedInItsColours(String format) throws Exception {
    Raster raster = decoder.decode(Pictures.plain(format, 60, 40, new Color(200, 30, 10)));

    assertThat(raster.width()).isEqualTo(60);
    assertThat(raster.height()).isEqualTo(40);
    assertColour(raster.rgb()[1230], 200, 30, 10);
  }

  @Test
  void newerFormatsAreDecodedInTheirColours() throws Exception {
    for (byte[] file :
        new byte[][] {
          Pictures.WEBP,
          Pictures.WEBP_LOSSLESS,
          Pictures.JPEG_2000,
          Pictures.PROGRESSIVE_JPEG,
          Pictures.JPEG_WITH_EXIF
        }) {
      Raster raster = decoder.decode(file);
      assertThat(raster.width()).isEqualTo(32);
      assertColour(raster.rgb()[20 * 32], 20, 110, 50);
    }
  }

  @Test
  void printingInksBecomeColours() throws Exception {
    assertColour(decoder.decode(Pictures.CMYK_JPEG).rgb()[20 * 32], 20, 110, 50);
  }

  @Test
  void largePhotosAreReduced() throws Exception {
    for (String format : new String[] {"jpeg", "png"}) {
      Raster raster = decoder.decode(Pictures.board(format, 3000, 1200));
      assertThat(raster.width()).isBetween(400, PhotoDecoder.LONG_SIDE);
      assertThat((double) raster.width() / raster.height()).isBetween(2.4, 2.6);
    }
  }

  @Test
  void whatIsDamagedIsToldSo() {
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] half = Pictures.firstHalf(Pictures.board(format, 640, 480));
      assertThatThrownBy(() -> decoder.decode(half))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("a file of format " + format + " is damaged");
    }
  }

  @Test
  void whatIsNoPictureIsToldSo() {
    assertThatThrownBy(() -> decoder.decode("hello".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("a file of format text cannot be decoded");
    assertThatThrownBy(() -> decoder.decode(new byte[0]))
        .hasMessage("a file of format empty cannot be decoded");
  }

  @Test
  void aBombIsRefusedByItsHeader() {
    assertThatThrownBy(() -> decoder.decode(Pictures.pngClaiming(100_000, 100_000)))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("10,000,000,000 pixels are more than the limit of 100,000,000");
  }

  @Test
  void aFrameLargerThanItsScreenIsRefused() {
    byte[] gif = Pictures.ANIMATED_GIF.clone();
    int frame = indexOf(gif, (byte) 0x2c);
    gif[frame + 5] = gif[frame + 6] = gif[frame + 7] = gif[frame + 8] = (byte) 0xff;

    assertThatThrownBy(() -> decoder.decode(gif)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void limitsAreKept() {
    byte[] photo = Pictures.board("png", 100, 100);
    assertThatThrownBy(
            () -> new PhotoDecoder(new Limits(10, 1_000_000, Duration.ofSeconds(1))).decode(photo))
        .hasMessageContaining("bytes are more than the limit of 10");
    assertThatThrownBy(
            () -> new PhotoDecoder(new Limits(1 << 20, 9_999, Duration.ofSeconds(1))).decode(photo))
        .hasMessage("10,000 pixels are more than the limit of 9,999");
    assertThatThrownBy(
            () ->
                new PhotoDecoder(new Limits(1L << 26, 100_000_000, Duration.ofMillis(1)))
                    .decode(Pictures.board("png", 6000, 4000)))
        .hasMessage("decoding took longer than 1 ms");
  }

  @Test
  void damagedFilesNeverDoWorseThanAnException() {
    Random random = new Random(7);
    byte[][] seeds = {
      Pictures.WEBP,
      Pictures.JPEG_2000,
      Pictures.PROGRESSIVE_JPEG,
      Pictures.CMYK_JPEG,
      Pictures.ANIMATED_GIF,
      Pictures.board("png", 64, 64),
      Pictures.board("tiff", 64, 64),
      Pictures.board("bmp", 64, 64)
    };
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] file = seeds[i % seeds.length].clone();
      for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        decoder.decode(
            random.nextBoolean() ? file : Arrays.copyOf(file, random.nextInt(file.length)));
        decoded++;
      } catch (UndecodableException e) {
        refused++;
      }
    }
    assertThat(decoded).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void damagedHeadersNeverDoWorseThanAnException() {
    Random random = new Random(13);
    byte[][] seeds = {
      Pictures.WEBP_LOSSLESS,
      Pictures.JPEG_2000,
      Pictures.PROGRESSIVE_JPEG,
      Pictures.JPEG_WITH_EXIF,
      Pictures.ANIMATED_GIF,
      Pictures.board("png", 64, 64),
      Pictures.board("tiff", 64, 64),
      Pictures.board("bmp", 64, 64)
    };
    // Little room, so that the largest of them are soon done.
    PhotoDecoder small = new PhotoDecoder(new Limits(1 << 20, 1_000_000, Duration.ofSeconds(10)));
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] file = seeds[i % seeds.length].clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        file[random.nextInt(Math.min(200, file.length))] = (byte) random.nextInt();
      }
      try {
        small.decode(file);
      } catch (UndecodableException e) {
        assertThat(e.getMessage()).doesNotStartWith("the decoder failed");
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 3_999);
  }

  @Test
  void aPngsTextsAndProfilesChangeNothing() throws Exception {
    byte[] plain = Pictures.board("png", 64, 64);
    byte[] header = Arrays.copyOf(plain, 33);
    byte[] rest = Arrays.copyOfRange(plain, 33, plain.length);
    // The check sum is wrong, too.
    byte[] text = {0, 0, 0, 3, 'i', 'C', 'C', 'P', 1, 2, 3, 9, 9, 9, 9};

    Raster raster = decoder.decode(join(header, text, text, rest));

    assertThat(raster.rgb()).isEqualTo(decoder.decode(plain).rgb());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 13; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static void assertColour(int rgb, int red, int green, int blue) {
    assertThat(rgb >> 16).isCloseTo(red, org.assertj.core.data.Offset.offset(24));
    assertThat(rgb >> 8 & 255).isCloseTo(green, org.assertj.core.data.Offset.offset(24));
    assertThat(rgb & 255).isCloseTo(blue, org.assertj.core.data.Offset.offset(24));
  }
}
