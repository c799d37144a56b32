package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.rules.Rule;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleSet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Boards as microscopes, inspection and thermal cameras show them: no shipped rule deletes one. */
class FieldsOfViewTest {
  private static final int SIDE = 512;
  private static final int DRAWINGS = 24;

  private final RuleSet shipped = RuleFile.shipped();

  private Optional<Rule> deletedBy(Raster picture) {
    MeasuredPhoto photo =
        new MeasuredPhoto(
            new LabelledPhoto(PhotoSource.of("board", new byte[0]), true, "made up"),
            PixelMeasures.measure(picture, Evidence.none()),
            false,
            Optional.empty());
    RuleOutcome outcome = RuleOutcome.by(shipped, photo);
    return outcome.isDeleted() ? outcome.rule() : Optional.empty();
  }

  private static Raster drawn(Color ground, Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(ground);
    g.fillRect(0, 0, SIDE, SIDE);
    drawing.accept(g);
    g.dispose();
    int[] rgb = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    return new Raster(SIDE, SIDE, IntStream.of(rgb).map(pixel -> pixel & 0xffffff).toArray());
  }

  /** Round pads in rows, and traces between them at 45 degrees only. */
  private static Raster copper(Random random) {
    int pitch = random.nextInt(90, 150);
    int pad = random.nextInt(30, 60);
    return drawn(
        Color.BLACK,
        g -> {
          g.setColor(Color.WHITE);
          g.setStroke(new BasicStroke(random.nextInt(5, 14)));
          for (int x = 0; x < SIDE + pitch; x += pitch) {
            for (int y = random.nextInt(pitch); y < SIDE; y += pitch) {
              g.fillOval(x - pad / 2, y - pad / 2, pad, pad);
              g.drawLine(x, y, x + 2 * pitch, y + 2 * pitch);
            }
          }
        });
  }

  /** A corner of a chip on green mask: its legs, each on a pad. */
  private static Raster legs(Random random) {
    double turned = Math.toRadians(random.nextDouble(90));
    int pitch = random.nextInt(24, 64);
    return drawn(
        new Color(20, 90, 55),
        g -> {
          g.rotate(turned, SIDE / 2.0, SIDE / 2.0);
          g.setColor(new Color(35, 35, 38));
          g.fillRect(-SIDE, -SIDE, 2 * SIDE, SIDE + SIDE / 3);
          for (int x = -SIDE; x < 2 * SIDE; x += pitch) {
            g.setColor(new Color(210, 200, 150));
            g.fillRect(x, SIDE / 3 + 60, pitch / 2, 70);
            g.setColor(new Color(190, 192, 196));
            g.fillRect(x + pitch / 8, SIDE / 3, pitch / 4, 100);
            g.setColor(new Color(30, 105, 65));
            g.fillRect(x + pitch / 8, SIDE / 3 + 130, pitch / 4, 2 * SIDE);
          }
        });
  }

  private static Raster withNoise(Raster picture, Random random) {
    return Tones.each(picture, (red, green, blue) -> new double[] {red, green, blue})
        .noisy(0.02, random);
  }

  private static List<Raster> boards() throws UndecodableException {
    MadeUpDay day = new MadeUpDay(DRAWINGS, 0.2, 3);
    PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
    List<Raster> boards = new ArrayList<>();
    for (int i = 0; i < DRAWINGS; i++) {
      if (day.subject(i).showsBoard()) {
        boards.add(decoder.decode(day.photo(i).bytes()));
      }
    }
    return boards;
  }

  @Test
  void copperInBlackAndWhiteIsKept() {
    for (int i = 0; i < DRAWINGS; i++) {
      assertThat(deletedBy(copper(new Random(i)))).as("drawing " + i).isEmpty();
    }
  }

  @Test
  void boardsInBlackAndWhiteAreKept() throws UndecodableException {
    for (Raster board : boards()) {
      assertThat(deletedBy(TwoTones.global(board))).isEmpty();
      assertThat(deletedBy(TwoTones.local(board))).isEmpty();
    }
  }

  @Test
  void boardsInFalseColoursAreKept() throws UndecodableException {
    for (Raster board : boards()) {
      for (FalseColours colours : FalseColours.values()) {
        assertThat(deletedBy(colours.of(board))).as(colours.name()).isEmpty();
      }
    }
  }

  @Test
  void legsOfAChipAreKeptHoweverTheyLie() {
    for (int i = 0; i < DRAWINGS; i++) {
      Random random = new Random(i);
      assertThat(deletedBy(withNoise(legs(random), random))).as("drawing " + i).isEmpty();
    }
  }
}
