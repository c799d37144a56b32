package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Raster;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AugmentationTest {
  /** Green, with pale pads. */
  private static final Raster BOARD = board();

  private static Raster board() {
    int[] rgb = new int[320 * 240];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i % 320 % 20 < 11 && i / 320 % 16 < 7 ? 0xd8d0b0 : 0x0a6b3c;
    }
    return new Raster(320, 240, rgb);
  }

  private static double measure(Raster raster, Measure measure) {
    return PixelMeasures.measure(raster, Evidence.none()).number(measure).orElseThrow();
  }

  private static Raster copy(Augmentation copy) {
    return copy.of(new DecodedPhoto(BOARD, BOARD), new Random(1));
  }

  @ParameterizedTest
  @EnumSource
  void isOtherThanThePhotoAndTheSameForTheSameSeed(Augmentation copy) {
    assertThat(copy(copy).rgb()).isNotEqualTo(BOARD.rgb()).isEqualTo(copy(copy).rgb());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CLOSE_UP", "PART", "TWO_TONE_CLOSE_UP"})
  void isOfTheSameSize(Augmentation copy) {
    Raster made = copy(copy);
    assertThat(made.width()).isEqualTo(320);
    assertThat(made.height()).isEqualTo(240);
  }

  @Test
  void eachIsHarderInItsOwnWay() {
    assertThat(measure(copy(Augmentation.BLURRED), Measures.SHARPNESS))
        .isLessThan(0.7 * measure(BOARD, Measures.SHARPNESS));
    assertThat(measure(copy(Augmentation.DARK), Measures.BRIGHTNESS))
        .isLessThan(0.3 * measure(BOARD, Measures.BRIGHTNESS));
    assertThat(measure(copy(Augmentation.PALE), Measures.CONTRAST))
        .isLessThan(0.55 * measure(BOARD, Measures.CONTRAST));
    assertThat(measure(copy(Augmentation.TILTED), Measures.PERPENDICULAR_LINES))
        .isLessThan(0.9 * measure(BOARD, Measures.PERPENDICULAR_LINES));
    assertThat(measure(copy(Augmentation.SHALLOW_FOCUS), Measures.ORTHOGONAL_TILES))
        .isBetween(
            0.2 * measure(BOARD, Measures.ORTHOGONAL_TILES),
            0.7 * measure(BOARD, Measures.ORTHOGONAL_TILES));
    assertThat(measure(copy(Augmentation.MATT_BLACK), Measures.BRIGHTNESS))
        .isLessThan(0.6 * measure(BOARD, Measures.BRIGHTNESS));
    for (int pixel : copy(Augmentation.GREY).rgb()) {
      assertThat(pixel).isEqualTo((pixel & 255) * 0x010101);
    }
  }

  @Test
  void twoTonesAreBlackAndWhiteAndFalseColoursComeFromBrightnessAlone() {
    for (Augmentation copy :
        List.of(
            Augmentation.TWO_TONE,
            Augmentation.TWO_TONE_BY_PLACE,
            Augmentation.TWO_TONE_CLOSE_UP)) {
      assertThat(Arrays.stream(copy(copy).rgb()).distinct()).containsOnly(0, 0xffffff);
    }
    for (FalseColours colours : FalseColours.values()) {
      Raster grey = copy(Augmentation.GREY);
      long tones = Arrays.stream(grey.rgb()).distinct().count();
      assertThat(Arrays.stream(colours.of(grey).rgb()).distinct().count())
          .as(colours.name())
          .isEqualTo(tones);
    }
  }
}
