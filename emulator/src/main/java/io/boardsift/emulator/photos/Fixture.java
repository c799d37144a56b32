package io.boardsift.emulator.photos;

import static io.boardsift.emulator.photos.Camera.HEIGHT;
import static io.boardsift.emulator.photos.Camera.WIDTH;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A test fixture that holds boards: a plain plate between bright rails and bars, with bright pins
 * and a label. These stand out more than a small or dark board in the middle. Safe for use by
 * several threads.
 */
public final class Fixture {
  private final BufferedImage empty;

  /**
   * Draws a fixture.
   *
   * @param seed draws others: plates from nearly black to light, rails and pins of other sizes
   */
  public Fixture(long seed) {
    Random random = new Random(seed);
    int plate = 28 + random.nextInt(150);
    empty = Camera.canvas(grey(plate));
    Graphics2D g = Camera.brush(empty);
    int inset = 12 + random.nextInt(24);
    rails(g, random, inset);
    pins(g, random);
    label(g, 120 + random.nextInt(170), HEIGHT - inset - 24, 40 + random.nextInt(50));
    g.dispose();
  }

  private static void rails(Graphics2D g, Random random, int inset) {
    int width = 16 + random.nextInt(24);
    g.setColor(grey(150 + random.nextInt(80)));
    g.fillRect(0, 0, width, HEIGHT);
    g.fillRect(WIDTH - width, 0, width, HEIGHT);
    int thickness = 6 + random.nextInt(10);
    g.setColor(grey(100 + random.nextInt(120)));
    g.fillRect(0, inset, WIDTH, thickness);
    g.fillRect(0, HEIGHT - inset - thickness, WIDTH, thickness);
  }

  private static void pins(Graphics2D g, Random random) {
    g.setColor(grey(215 + random.nextInt(35)));
    int pin = 16 + random.nextInt(16);
    int fromSide = 50 + random.nextInt(60);
    int fromEnd = 50 + random.nextInt(30);
    for (int x : new int[] {fromSide, WIDTH - fromSide}) {
      for (int y : new int[] {fromEnd, HEIGHT - fromEnd}) {
        g.fillOval(x - pin / 2, y - pin / 2, pin, pin);
      }
    }
  }

  private static void label(Graphics2D g, int x, int y, int secondLine) {
    g.setColor(grey(240));
    g.fillRect(x, y, 112, 28);
    g.setColor(grey(30));
    g.fillRect(x + 8, y + 7, 96, 4);
    g.fillRect(x + 8, y + 16, secondLine, 4);
  }

  private static Color grey(int tone) {
    return new Color(tone, tone, tone);
  }

  BufferedImage picture() {
    return empty;
  }

  /** A photo of it with nothing in it, at any time of the day. */
  public byte[] photograph(Random random) {
    return shoot(empty, random);
  }

  /**
   * A photo of it with a board that was never seen before, near the middle.
   *
   * @param share of the camera's frame that the board covers, 0.005 to 0.5
   * @param brightness 1 leaves the board as bright as boards are, 0 makes it black
   */
  public byte[] photograph(double share, double brightness, Random random) {
    BufferedImage scene = Camera.canvas(Color.BLACK);
    Graphics2D g = Camera.brush(scene);
    g.drawImage(empty, 0, 0, null);
    g.dispose();
    int width = 320 + random.nextInt(100);
    int height = 240 + random.nextInt(80);
    double scale = Math.sqrt(share * WIDTH * HEIGHT / (width * height));
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            WIDTH / 2.0 + random.nextGaussian() * 25, HEIGHT / 2.0 + random.nextGaussian() * 20);
    place.rotate(random.nextGaussian() * 0.05);
    place.scale(scale, scale);
    place.translate(-width / 2.0, -height / 2.0);
    BoardPainter.paint(scene, place, new Random(random.nextLong()), width, height);
    BoardPainter.shade(scene, place, brightness, width, height);
    return shoot(scene, random);
  }

  private static byte[] shoot(BufferedImage scene, Random random) {
    return Station.shoot(Station.shifted(scene, random), 6 + 16 * random.nextDouble(), random);
  }
}
