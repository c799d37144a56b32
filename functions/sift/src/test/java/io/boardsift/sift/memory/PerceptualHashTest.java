package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 384;

  /** What the shipped rule takes for the same scene. */
  private static final int SAME = 16;

  private static BufferedImage picture(Consumer<Graphics2D> painting) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    painting.accept(g);
    g.dispose();
    return image;
  }

  private static void bench(Graphics2D g) {
    g.setColor(new Color(150, 150, 146));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    Random random = new Random(5);
    for (int tool = 0; tool < 12; tool++) {
      // Not so bright that more light would burn it out: that takes edges away.
      g.setColor(new Color(random.nextInt(180), random.nextInt(180), random.nextInt(180)));
      g.fillRect(
          random.nextInt(WIDTH),
          random.nextInt(90),
          10 + random.nextInt(90),
          6 + random.nextInt(24));
    }
  }

  /** A fortieth of the frame, full of pads. */
  private static void smallBoard(Graphics2D g) {
    g.setColor(new Color(20, 90, 50));
    g.fillRect(240, 200, 80, 60);
    g.setColor(new Color(210, 200, 170));
    for (int x = 244; x < 316; x += 6) {
      for (int y = 204; y < 256; y += 6) {
        g.fillRect(x, y, 3, 3);
      }
    }
  }

  private static Optional<PerceptualHash> print(
      BufferedImage image, double light, int noise, Random random) {
    int[] rgb = image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    for (int i = 0; i < rgb.length; i++) {
      int grain = noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise;
      rgb[i] =
          lit(rgb[i] >> 16 & 255, light, grain) << 16
              | lit(rgb[i] >> 8 & 255, light, grain) << 8
              | lit(rgb[i] & 255, light, grain);
    }
    return PixelMeasures.measure(new Raster(WIDTH, HEIGHT, rgb), Evidence.none())
        .text(Measures.PRINT)
        .flatMap(PerceptualHash::parse);
  }

  private static int lit(int value, double light, int grain) {
    return Math.clamp((int) (value * light) + grain, 0, 255);
  }

  private static PerceptualHash print(BufferedImage image) {
    return print(image, 1, 0, new Random(1)).orElseThrow();
  }

  private final PerceptualHash bench = print(picture(PerceptualHashTest::bench));

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.85, 1.15, 1.3})
  void aChangeOfLightAndNoiseChangeFewBits(double light) {
    PerceptualHash drifted =
        print(picture(PerceptualHashTest::bench), light, 4, new Random(2)).orElseThrow();
    assertThat(drifted.distance(bench)).isLessThan(SAME);
  }

  @Test
  void aSlightShiftChangesFewBits() {
    PerceptualHash shifted =
        print(
            picture(
                g -> {
                  bench(g);
                  g.translate(1, 1);
                  bench(g);
                }));
    assertThat(shifted.distance(bench)).isLessThan(SAME);
  }

  @Test
  void aSmallBoardOnTheBenchChangesMany() {
    PerceptualHash withBoard =
        print(
            picture(
                g -> {
                  bench(g);
                  smallBoard(g);
                }));
    assertThat(withBoard.distance(bench)).isGreaterThan(SAME);
  }

  @Test
  void anotherSceneDiffersInAboutHalfOfTheBits() {
    PerceptualHash other = print(picture(PerceptualHashTest::smallBoard));
    assertThat(other.distance(bench)).isBetween(80, 176);
  }

  @Test
  void aPhotoWithoutEdgesHasNoPrint() {
    assertThat(print(picture(g -> {}), 1, 4, new Random(3))).isEmpty();
  }

  @Test
  void aPrintIsReadBackFromItsTextAndNothingElseIs() {
    assertThat(PerceptualHash.parse(bench.toString())).contains(bench);
    for (String text : new String[] {null, "", "12", bench + "0", "x".repeat(64)}) {
      assertThat(PerceptualHash.parse(text)).isEmpty();
    }
  }
}
