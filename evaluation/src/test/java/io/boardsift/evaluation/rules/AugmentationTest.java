package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Raster;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
  void isOfTheSameSizeOtherThanThePhotoAndTheSameForTheSameSeed(Augmentation copy) {
    Raster made = copy(copy);
    assertThat(made.width()).isEqualTo(320);
    assertThat(made.height()).isEqualTo(240);
    assertThat(made.rgb()).isNotEqualTo(BOARD.rgb()).isEqualTo(copy(copy).rgb());
  }

  @Test
  void eachIsHarderInItsOwnWay() {
    assertThat(measure(copy(Augmentation.BLURRED), Measures.SHARPNESS))
        .isLessThan(0.7 * measure(BOARD, Measures.SHARPNESS));
    assertThat(measure(copy(Augmentation.DARK), Measures.BRIGHTNESS))
        .isLessThan(0.3 * measure(BOARD, Measures.BRIGHTNESS));
    assertThat(measure(copy(Augmentation.PALE), Measures.CONTRAST))
        .isLessThan(0.55 * measure(BOARD, Measures.CONTRAST));
    for (int pixel : copy(Augmentation.GREY).rgb()) {
      assertThat(pixel).isEqualTo((pixel & 255) * 0x010101);
    }
  }
}
