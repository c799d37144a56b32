package io.boardsift.sift.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measures;
import io.boardsift.sift.evidence.MemoryMeasures;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped rule on a fixture with bright rails, pins and a label, of which 24 photos with a
 * large board and 4 without one are remembered.
 */
class ThrownAwayBeforeTest {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 384;
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  /** What large boards cover of the frame. */
  private static final double LARGE = 0.3;

  private static final Rule RULE =
      RuleFile.shipped().rules().stream()
          .filter(rule -> rule.name().equals("thrown-away-before"))
          .findFirst()
          .orElseThrow();

  private static final Memory MEMORY = memory();

  private static Memory memory() {
    Memory memory = Memory.empty("fixture/");
    for (int photo = 0; photo < 28; photo++) {
      Label kind = photo < 24 ? Label.BOARD : Label.NOT_A_BOARD;
      Evidence seen = kind == Label.BOARD ? board(LARGE, 1, photo) : empty(photo);
      Appearance appearance = MemoryMeasures.appearance(seen).orElseThrow();
      memory = with(memory, photo, appearance, kind, photo);
    }
    return memory;
  }

  /** A memory and one answer, so many seconds past noon. */
  private static Memory with(
      Memory memory, long photo, Appearance appearance, Label kind, long seconds) {
    return memory.with(
        new RememberedPhoto(memory.camera(), photo, appearance, kind, NOON.plusSeconds(seconds)));
  }

  private static Evidence empty(int seed) {
    return photograph(fixture(), new Random(seed));
  }

  /** A board of another kind for each seed, in the middle. */
  private static Evidence board(double share, double brightness, int seed) {
    Random random = new Random(seed);
    BufferedImage scene = fixture();
    int width = (int) (WIDTH * Math.sqrt(share));
    int height = (int) (HEIGHT * Math.sqrt(share));
    Graphics2D g = scene.createGraphics();
    g.translate((WIDTH - width) / 2, (HEIGHT - height) / 2);
    g.setColor(lit(new Color(20, 70 + random.nextInt(50), 50), brightness));
    g.fillRect(0, 0, width, height);
    for (int part = 0; part < 60; part++) {
      g.setColor(lit(random.nextBoolean() ? new Color(200, 190, 160) : Color.BLACK, brightness));
      g.fillRect(
          random.nextInt(width * 9 / 10),
          random.nextInt(height * 9 / 10),
          Math.max(1, width / 10),
          Math.max(1, height / 15));
    }
    g.dispose();
    return photograph(scene, random);
  }

  private static Color lit(Color color, double brightness) {
    return new Color(
        (int) (color.getRed() * brightness),
        (int) (color.getGreen() * brightness),
        (int) (color.getBlue() * brightness));
  }

  private static BufferedImage fixture() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(70, 70, 72));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(168, 168, 168));
    g.fillRect(0, 0, 24, HEIGHT);
    g.fillRect(WIDTH - 24, 0, 24, HEIGHT);
    g.setColor(new Color(140, 140, 140));
    g.fillRect(0, 16, WIDTH, 8);
    g.fillRect(0, HEIGHT - 24, WIDTH, 8);
    g.setColor(new Color(222, 222, 222));
    for (int x : new int[] {68, WIDTH - 92}) {
      for (int y : new int[] {48, HEIGHT - 72}) {
        g.fillOval(x, y, 24, 24);
      }
    }
    g.fillRect(200, HEIGHT - 40, 112, 28);
    g.setColor(new Color(30, 30, 30));
    g.fillRect(208, HEIGHT - 32, 96, 4);
    g.fillRect(208, HEIGHT - 24, 72, 4);
    g.dispose();
    return image;
  }

  /** Under a light of 0.85 to 1.15 and with a sensor's noise. */
  private static Evidence photograph(BufferedImage scene, Random random) {
    double light = 0.85 + 0.3 * random.nextDouble();
    int[] rgb = scene.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    for (int i = 0; i < rgb.length; i++) {
      int noise = (int) Math.round(random.nextGaussian() * 2);
      int red = Math.clamp((int) ((rgb[i] >> 16 & 255) * light) + noise, 0, 255);
      int green = Math.clamp((int) ((rgb[i] >> 8 & 255) * light) + noise, 0, 255);
      int blue = Math.clamp((int) ((rgb[i] & 255) * light) + noise, 0, 255);
      rgb[i] = red << 16 | green << 8 | blue;
    }
    return PixelMeasures.measure(new Raster(WIDTH, HEIGHT, rgb), Evidence.none());
  }

  private static Evidence recalled(Evidence evidence) {
    return MemoryMeasures.measure(
        MEMORY, MemoryMeasures.appearance(evidence).orElseThrow(), evidence);
  }

  private static boolean isThrownAway(Evidence evidence) {
    return RULE.holds(false, tier -> evidence);
  }

  @Test
  void theEmptyFixtureIsThrownAwayAgain() {
    for (int seed = 100; seed < 120; seed++) {
      Evidence evidence = recalled(empty(seed));
      assertThat(isThrownAway(evidence)).as("%s", evidence.values()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.02", "0.04", "0.1", "0.3"})
  void aBoardThatWasNeverSeenIsNotHoweverDarkItIs(double share) {
    for (double brightness : new double[] {0.2, 0.35, 0.5, 0.75, 1}) {
      Evidence evidence = recalled(board(share, brightness, 200));
      assertThat(isThrownAway(evidence)).as("%s: %s", brightness, evidence.values()).isFalse();
      assertThat(evidence.number(Measures.MOST_CHANGED_TILE).orElseThrow())
          .isGreaterThanOrEqualTo(10);
    }
  }

  /** Else the tests above would show nothing: without its tiles some dark boards are lost. */
  @Test
  void thePrintOfTheWholeTakesSomeDarkBoardsForTheEmptyFixture() {
    assertThat(IntStream.range(200, 210).mapToObj(seed -> recalled(board(0.04, 0.35, seed))))
        .noneMatch(ThrownAwayBeforeTest::isThrownAway)
        .anyMatch(
            evidence ->
                evidence.number(Measures.THIRD_NEAREST_NOT_A_BOARD).orElseThrow() < 16
                    && evidence.number(Measures.NEAREST_BOARD).orElseThrow() > 40);
  }

  @Test
  void whatWasRememberedWithoutTilesNeverMakesTheRuleHold() {
    Evidence evidence = empty(100);
    Appearance seen = MemoryMeasures.appearance(evidence).orElseThrow();
    Memory memory = MEMORY;
    for (int photo = 24; photo < 28; photo++) {
      memory = with(memory, photo, seen.withoutTiles(), Label.NOT_A_BOARD, 100);
    }
    Evidence recalled = MemoryMeasures.measure(memory, seen, evidence);
    assertThat(recalled.number(Measures.THIRD_NEAREST_NOT_A_BOARD)).hasValue(0);
    assertThat(recalled.number(Measures.MOST_CHANGED_TILE)).hasValue(TilePrint.MOST);
    assertThat(isThrownAway(recalled)).isFalse();
  }
}
