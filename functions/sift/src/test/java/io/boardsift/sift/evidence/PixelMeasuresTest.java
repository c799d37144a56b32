package io.boardsift.sift.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.image.Raster;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** Each measure on a picture of which the answer is known. */
class PixelMeasuresTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;

  private static Raster drawn(Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(40, 90, 60));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(220, 220, 210));
    drawing.accept(g);
    g.dispose();
    return pixels((x, y) -> image.getRGB(x, y) & 0xffffff);
  }

  private static Raster pixels(IntBinaryOperator colour) {
    int[] rgb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = colour.applyAsInt(i % WIDTH, i / WIDTH);
    }
    return new Raster(WIDTH, HEIGHT, rgb);
  }

  private static int grey(double tone) {
    return Math.clamp(Math.round(255 * tone), 0, 255) * 0x010101;
  }

  /** Rows of pads, turned as a board may lie. */
  private static Raster pads(double degrees) {
    return drawn(
        g -> {
          g.rotate(Math.toRadians(degrees), WIDTH / 2.0, HEIGHT / 2.0);
          for (int x = -WIDTH; x < 2 * WIDTH; x += 24) {
            for (int y = -HEIGHT; y < 2 * HEIGHT; y += 16) {
              g.fillRect(x, y, 14, 8);
            }
          }
        });
  }

  /** Strokes in every direction. */
  private static Raster straw() {
    Random random = new Random(1);
    return drawn(
        g -> {
          g.setStroke(new BasicStroke(3));
          for (int i = 0; i < 400; i++) {
            double angle = random.nextDouble(Math.PI);
            int x = random.nextInt(WIDTH);
            int y = random.nextInt(HEIGHT);
            g.setColor(new Color(random.nextInt(0x1000000)));
            g.drawLine(x, y, (int) (x + 40 * Math.cos(angle)), (int) (y + 40 * Math.sin(angle)));
          }
        });
  }

  private static double measure(Measure measure, Raster raster) {
    return PixelMeasures.measure(raster, Evidence.none()).number(measure).orElseThrow();
  }

  @Test
  void padsHavePerpendicularLinesHoweverTheyLie() {
    for (double degrees : new double[] {0, 17, 45, 80}) {
      assertThat(measure(Measures.PERPENDICULAR_LINES, pads(degrees)))
          .as("turned by " + degrees)
          .isGreaterThan(0.8);
    }
  }

  @Test
  void strawPointsEverywhere() {
    assertThat(measure(Measures.PERPENDICULAR_LINES, straw())).isLessThan(0.25);
  }

  @Test
  void withoutAStraightEdgeNothingIsSaidOfDirections() {
    Evidence evidence = PixelMeasures.measure(pixels((x, y) -> 0x808080), Evidence.none());
    assertThat(evidence.number(Measures.PERPENDICULAR_LINES)).isEmpty();
  }

  @Test
  void padsCrossAtRightAnglesEverywhereAndStrawHardlyAnywhere() {
    for (double degrees : new double[] {0, 30, 45}) {
      assertThat(measure(Measures.ORTHOGONAL_OUTLINES, pads(degrees))).isGreaterThan(0.5);
    }
    assertThat(measure(Measures.ORTHOGONAL_OUTLINES, straw())).isLessThan(0.3);
  }

  @Test
  void noiseHasContrastButNoneOverSquares() {
    Random random = new Random(2);
    Raster noise = pixels((x, y) -> grey(0.5 + 0.05 * random.nextGaussian()));
    assertThat(measure(Measures.CONTRAST, noise)).isGreaterThan(0.15);
    assertThat(measure(Measures.BROAD_CONTRAST, noise)).isLessThan(0.03);
  }

  @Test
  void halfBlackHalfWhiteHasAllContrastOverSquares() {
    Raster halves = pixels((x, y) -> x < WIDTH / 2 ? 0 : 0xffffff);
    assertThat(measure(Measures.BROAD_CONTRAST, halves)).isCloseTo(1, within(0.01));
  }

  @Test
  void blackAndWhiteAreTwoTonesHoweverMuchThereIsOfEach() {
    assertThat(measure(Measures.TWO_TONES, pixels((x, y) -> x % 20 < 3 ? 0 : 0xffffff)))
        .isCloseTo(1, within(0.001));
    assertThat(measure(Measures.TWO_TONES, pixels((x, y) -> x % 256 * 0x010101)))
        .isCloseTo(0.75, within(0.1));
    assertThat(measure(Measures.TWO_TONES, pixels((x, y) -> 0x808080))).isZero();
  }

  @Test
  void crispnessTellsFocusWhateverTheExposure() {
    Raster wave = pixels((x, y) -> grey(0.5 + 0.45 * Math.sin(x / 40.0)));
    Raster dimWave = pixels((x, y) -> grey(0.1 + 0.09 * Math.sin(x / 40.0)));
    assertThat(measure(Measures.CRISPNESS, wave)).isLessThan(0.05);
    assertThat(measure(Measures.CRISPNESS, dimWave)).isLessThan(0.05);
    assertThat(measure(Measures.CRISPNESS, pads(10))).isGreaterThan(0.3);
  }

  @Test
  void leavesAreFoliageAndSolderMaskIsNot() {
    assertThat(measure(Measures.FOLIAGE, pixels((x, y) -> 0x6a9030))).isEqualTo(1);
    assertThat(measure(Measures.FOLIAGE, pixels((x, y) -> 0x0a6b3c))).isZero();
    assertThat(measure(Measures.FOLIAGE, pixels((x, y) -> 0x808080))).isZero();
  }

  @Test
  void sharesOfTilesComeInTheOrderOfTheirThresholds() {
    Luma luma = Luma.of(straw());
    double[] rising = OrthogonalTiles.shares(luma, 0.05, 0.2);
    double[] falling = OrthogonalTiles.shares(luma, 0.2, 0.05);
    assertThat(falling).containsExactly(rising[1], rising[0]);
    assertThat(OrthogonalTiles.share(luma, 0.2)).isEqualTo(rising[1]);
  }

  /** Measuring reuses the arrays of the photo before, whatever its size and shape. */
  @Test
  void nothingDependsOnThePhotoThatWasMeasuredBefore() {
    Raster photo = straw();
    Raster turned = new Raster(HEIGHT, WIDTH, pads(10).rgb());
    Raster small = new Raster(90, 70, Arrays.copyOf(pads(45).rgb(), 90 * 70));
    Raster large = new Raster(1200, 700, new int[1200 * 700]);
    Evidence alone = inNewThread(photo);
    for (Raster before : List.of(pads(0), turned, small, large, photo)) {
      PixelMeasures.measure(before, Evidence.none());
      assertThat(PixelMeasures.measure(photo, Evidence.none()).values()).isEqualTo(alone.values());
    }
    assertThat(PixelMeasures.measure(small, Evidence.none()).values())
        .isEqualTo(inNewThread(small).values());
    assertThat(PixelMeasures.measure(turned, Evidence.none()).values())
        .isEqualTo(inNewThread(turned).values());
  }

  private static Evidence inNewThread(Raster raster) {
    return CompletableFuture.supplyAsync(
            () -> PixelMeasures.measure(raster, Evidence.none()), task -> new Thread(task).start())
        .join();
  }
}
