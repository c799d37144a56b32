package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec owes, on a picture of every format that has one. */
class CodecsTest {
  private final PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);

  static Stream<ImageFormat> decodable() {
    return Arrays.stream(ImageFormat.values()).filter(ImageFormat::isDecodable);
  }

  private static byte[] picture(ImageFormat format) {
    return switch (format) {
      case JPEG, PNG, GIF, BMP, TIFF -> Pictures.board(format.word(), 1400, 900);
      case WEBP -> Pictures.WEBP;
      case JP2 -> Pictures.JPEG_2000;
      default -> throw new AssertionError("no picture of format " + format);
    };
  }

  private static Codec.Plan plan(byte[] file) throws UndecodableException {
    ImageHeader header = ImageHeader.read(file);
    return header
        .format()
        .codec()
        .orElseThrow()
        .plan(header, new Bytes(file), PhotoDecoder.LONG_SIDE, Limits.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void aFormatIsToldByItsFirstBytesWithItsSize(ImageFormat format) {
    byte[] file = picture(format);
    ImageHeader header =
        ImageHeader.read(Arrays.copyOf(file, Math.min(file.length, ImageHeader.LENGTH)));

    assertThat(header.format()).isEqualTo(format);
    assertThat(header.pixels()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void aPictureIsReducedAsItIsDecodedAndKeepsItsShape(ImageFormat format) throws Exception {
    byte[] file = picture(format);
    ImageHeader header = ImageHeader.read(file);

    Raster raster = decoder.decode(file);

    assertThat(raster.width()).isLessThanOrEqualTo(PhotoDecoder.LONG_SIDE);
    assertThat((double) raster.width() / raster.height())
        .isBetween(
            0.98 * header.width() / header.height(), 1.02 * header.width() / header.height());
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void theCostIsKnownBeforeAnythingIsDecoded(ImageFormat format) throws Exception {
    Codec.Plan plan = plan(picture(format));
    long pixels = ImageHeader.read(picture(format)).pixels();

    assertThat(plan.cost().memory()).isPositive();
    assertThat(plan.cost().steps()).isGreaterThanOrEqualTo(pixels);
  }

  @ParameterizedTest
  @MethodSource("decodable")
  void whereAFileEndsTooEarlyItIsDecodedOrRefused(ImageFormat format) {
    byte[] file = picture(format);
    for (int part = 1; part < 20; part++) {
      byte[] torn = Arrays.copyOf(file, file.length * part / 20);
      try {
        assertThat(decoder.decode(torn)).isNotNull();
      } catch (UndecodableException e) {
        assertThat(e.getMessage()).doesNotStartWith("the decoder failed");
      }
    }
  }

  @Test
  void aFormatWithoutCodecIsRefusedByName() {
    byte[] photoshop = "8BPS and more".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> decoder.decode(photoshop))
        .hasMessage("a file of format psd cannot be decoded");
  }
}
