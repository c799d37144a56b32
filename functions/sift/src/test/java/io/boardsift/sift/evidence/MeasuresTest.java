package io.boardsift.sift.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.image.Raster;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static List<Measure> declared() {
    return Arrays.stream(Measures.class.getFields()).map(MeasuresTest::value).toList();
  }

  private static Measure value(Field field) {
    try {
      return (Measure) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyDeclaredMeasureIsKnownByItsName() {
    assertThat(Measures.all()).containsExactlyInAnyOrderElementsOf(declared());
    for (Measure measure : declared()) {
      assertThat(Measures.named(measure.name())).containsSame(measure);
    }
    assertThat(Measures.named("no-such-measure")).isEmpty();
  }

  @Test
  void theCheapestComeFirst() {
    assertThat(Measures.all()).isSortedAccordingTo(Comparator.comparing(Measure::tier));
  }

  @Test
  void twoMeasuresOfOneNameAreRefused() {
    assertThatThrownBy(() -> DeclaredMeasures.text(Tier.HEADER, "camera", "another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("two measures are named camera");
  }

  @Test
  void everyMeasureOfPixelsIsTakenInItsOrder() {
    int[] rgb = new int[320 * 240];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i % 320 % 20 < 11 && i / 320 % 16 < 7 ? 0xd8d0b0 : 0x0a6b3c;
    }

    Evidence evidence = PixelMeasures.measure(new Raster(320, 240, rgb), Evidence.none());

    assertThat(evidence.values().keySet())
        .containsExactlyElementsOf(
            Measures.all().stream().filter(measure -> measure.tier() == Tier.PIXELS).toList());
  }
}
