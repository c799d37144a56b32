package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePrintTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;

  private static float[] plain(float brightness) {
    float[] luma = new float[WIDTH * HEIGHT];
    Arrays.fill(luma, brightness);
    return luma;
  }

  private static TilePrint print(float[] luma) {
    float[] slopes = new float[luma.length];
    for (int i = WIDTH; i < luma.length - WIDTH; i++) {
      float across = (luma[i + 1] - luma[i - 1]) / 2;
      float down = (luma[i + WIDTH] - luma[i - WIDTH]) / 2;
      slopes[i] = (float) Math.hypot(across, down);
    }
    return TilePrint.of(WIDTH, HEIGHT, luma, slopes);
  }

  private static float[] withSquare(float ground, float square, int left, int top, int side) {
    float[] luma = plain(ground);
    for (int y = top; y < top + side; y++) {
      Arrays.fill(luma, y * WIDTH + left, y * WIDTH + left + side, square);
    }
    return luma;
  }

  @ParameterizedTest
  @ValueSource(floats = {0.7f, 0.85f, 1.15f, 1.3f})
  void moreOrLessLightChangesLittle(float light) {
    TilePrint before = print(withSquare(0.3f, 0.7f, 100, 100, 60));
    TilePrint after = print(withSquare(0.3f * light, 0.7f * light, 100, 100, 60));
    assertThat(after.difference(before)).isLessThan(5);
  }

  @Test
  void aShiftChangesLittle() {
    TilePrint before = print(withSquare(0.3f, 0.7f, 100, 100, 60));
    TilePrint after = print(withSquare(0.3f, 0.7f, 101, 101, 60));
    assertThat(after.difference(before)).isLessThan(5);
  }

  /** On 1 % of the frame, wherever it lies. */
  @ParameterizedTest
  @CsvSource({"0.3, 0.15", "0.3, 0.45", "0.08, 0.02", "0.9, 0.5"})
  void aSquareThatIsNewChangesMuch(float ground, float square) {
    TilePrint empty = print(plain(ground));
    for (int place = 100; place < 140; place += 3) {
      assertThat(print(withSquare(ground, square, place, place, 42)).difference(empty))
          .isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void aDifferenceIsTheSameBothWaysAndNoneFromItself() {
    TilePrint one = print(withSquare(0.3f, 0.7f, 100, 100, 60));
    TilePrint other = print(withSquare(0.3f, 0.7f, 200, 100, 60));
    assertThat(one.difference(other)).isEqualTo(other.difference(one)).isPositive();
    assertThat(one.difference(one)).isZero();
  }

  @Test
  void photosOfAFewPixelsHaveOneToo() {
    assertThat(TilePrint.of(1, 2, new float[2], new float[2]).toString()).hasSize(288);
  }

  @Test
  void aPrintIsReadBackFromItsTextAndItsBytesAndNothingElseIs() {
    float[] luma = new float[WIDTH * HEIGHT];
    Random random = new Random(1);
    for (int i = 0; i < luma.length; i++) {
      luma[i] = random.nextFloat();
    }
    TilePrint print = print(luma);
    assertThat(TilePrint.parse(print.toString())).contains(print);
    assertThat(TilePrint.of(print.toBytes())).contains(print);
    String text = print.toString();
    for (String other : new String[] {null, "", "AB", text + "A", "!" + text.substring(1)}) {
      assertThat(TilePrint.parse(other)).isEmpty();
    }
    byte[] tooMuch = print.toBytes();
    tooMuch[7] = TilePrint.MOST + 1;
    assertThat(TilePrint.of(tooMuch)).isEmpty();
  }
}
