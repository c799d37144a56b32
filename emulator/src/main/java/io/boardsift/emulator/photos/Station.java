package io.boardsift.emulator.photos;

import static io.boardsift.emulator.photos.Camera.HEIGHT;
import static io.boardsift.emulator.photos.Camera.WIDTH;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A camera that hangs over one bench for good: what it sees is the same every day, but for boards
 * and hands, a little shift, and a light that changes with the hour. Safe for use by several
 * threads.
 */
final class Station {
  /** How far the camera, or the bench under it, is off its place, in pixels. */
  private static final double SHIFT = 2;

  private static final Color[] TOOLS = {
    new Color(190, 40, 36), new Color(230, 180, 30), new Color(40, 44, 52), new Color(150, 152, 156)
  };

  private final BufferedImage bench;
  private final BufferedImage door;
  private final List<BoardKind> kinds;

  /** A kind of board that is tested here, and its share of the camera's frame. */
  private record BoardKind(long seed, int width, int height, double scale) {}

  private Station(BufferedImage bench, Random random) {
    this.bench = bench;
    door = door(random);
    kinds = new ArrayList<>();
    // From a third of the frame down to a fortieth.
    for (double scale : new double[] {0.75, 0.45, 0.2}) {
      kinds.add(
          new BoardKind(
              random.nextLong(), 320 + random.nextInt(100), 240 + random.nextInt(80), scale));
    }
  }

  /** One with a cutting mat and tools. */
  static Station withMat(long seed) {
    Random random = new Random(seed);
    return new Station(bench(random), random);
  }

  /** One with a fixture, which stands out more than boards do. */
  static Station withFixture(long seed) {
    return new Station(new Fixture(seed).picture(), new Random(seed));
  }

  private static BufferedImage bench(Random random) {
    BufferedImage image = Scenes.bench(random);
    Graphics2D g = Camera.brush(image);
    g.setColor(new Color(30, 70 + random.nextInt(60), 90 + random.nextInt(60)));
    g.fillRect(60, 50, WIDTH - 120, HEIGHT - 90);
    // A cutting mat: its grid crosses at right angles, as traces do.
    g.setColor(new Color(190, 200, 206));
    for (int x = 60; x < WIDTH - 60; x += 14) {
      g.drawLine(x, 50, x, HEIGHT - 40);
    }
    for (int y = 50; y < HEIGHT - 40; y += 14) {
      g.drawLine(60, y, WIDTH - 60, y);
    }
    for (int i = 0; i < 4; i++) {
      tool(g, random);
    }
    g.dispose();
    return image;
  }

  /** Along the edges, where tools lie. */
  private static void tool(Graphics2D g, Random random) {
    g.setColor(TOOLS[random.nextInt(TOOLS.length)]);
    g.setStroke(
        new BasicStroke(8 + random.nextInt(18), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int x = random.nextInt(WIDTH);
    int y = random.nextBoolean() ? random.nextInt(50) : HEIGHT - random.nextInt(40);
    g.drawLine(x, y, x + random.nextInt(160) - 80, y + random.nextInt(40) - 20);
  }

  private static BufferedImage door(Random random) {
    BufferedImage image = Camera.canvas(new Color(150 + random.nextInt(40), 154, 160));
    Graphics2D g = Camera.brush(image);
    g.setColor(new Color(90, 92, 98));
    for (int y = 24; y < HEIGHT; y += 44) {
      g.fillRect(0, y, WIDTH, 6);
    }
    g.fillRect(WIDTH / 2 - 40, HEIGHT - 90, 80, 24);
    // A grille.
    for (int x = 90; x < WIDTH - 90; x += 12) {
      for (int y = 80; y < 200; y += 12) {
        g.fillRect(x, y, 6, 6);
      }
    }
    g.dispose();
    return image;
  }

  /**
   * Takes a photo.
   *
   * @param kinds how many kinds of boards are tested at this time
   * @param hour of the day, 0 to 24
   */
  byte[] photograph(StationSubject subject, int kinds, double hour, Random random) {
    BufferedImage scene = shifted(subject == StationSubject.DOOR ? door : bench, random);
    switch (subject) {
      case BOARD -> board(scene, this.kinds.get(random.nextInt(kinds)), random);
      case GLOVE -> Scenes.hand(scene, random);
      case VISITOR -> scene = Scenes.visitor(random);
      case BENCH, DOOR -> {}
    }
    return shoot(scene, hour, random);
  }

  /** Under lamps, and daylight by a window next to them: bright at noon, from one side. */
  static byte[] shoot(BufferedImage scene, double hour, Random random) {
    double daylight = Math.max(0, Math.sin((hour - 6) / 12 * Math.PI));
    double clouds = 0.6 + 0.4 * random.nextDouble();
    return new Camera(random)
        .shootUnder(scene, 0.75 + 0.35 * daylight * clouds, 0.3 * daylight * clouds - 0.1);
  }

  static BufferedImage shifted(BufferedImage scene, Random random) {
    BufferedImage shifted = Camera.canvas(Color.DARK_GRAY);
    Graphics2D g = Camera.brush(shifted);
    g.drawImage(scene, 0, 0, null);
    g.translate(shift(random), shift(random));
    g.drawImage(scene, 0, 0, null);
    g.dispose();
    return shifted;
  }

  private static int shift(Random random) {
    return (int) Math.round(random.nextGaussian() * SHIFT / 2);
  }

  /** People put a board down by hand: near the middle, and not quite straight. */
  private static void board(BufferedImage scene, BoardKind kind, Random random) {
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            WIDTH / 2.0 + random.nextGaussian() * 12, HEIGHT / 2.0 + random.nextGaussian() * 12);
    place.rotate(random.nextGaussian() * 0.05);
    place.scale(kind.scale(), kind.scale());
    place.translate(-kind.width() / 2.0, -kind.height() / 2.0);
    BoardPainter.paint(scene, place, new Random(kind.seed()), kind.width(), kind.height());
  }
}
