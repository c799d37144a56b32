package io.boardsift.emulator.photos;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Paints circuit boards: solder mask, traces, pads, chips, small parts and print. */
final class BoardPainter {
  private static final Color[] MASKS = {
    new Color(22, 92, 52), new Color(18, 76, 40), new Color(28, 110, 66), new Color(20, 60, 120),
    new Color(120, 26, 30), new Color(24, 24, 28), new Color(200, 204, 200), new Color(70, 30, 90)
  };
  private static final Color SOLDER = new Color(196, 196, 190);
  private static final Color GOLD = new Color(206, 172, 88);
  private static final Color PLASTIC = new Color(30, 30, 32);

  /** The distance that parts and traces keep to, in pixels. */
  private static final int GRID = 8;

  private final Graphics2D g;
  private final Random random;
  private final int width;
  private final int height;
  private final Color mask;
  private final Color finish;
  private final Color print;

  private BoardPainter(Graphics2D g, Random random, int width, int height) {
    this.g = g;
    this.random = random;
    this.width = width;
    this.height = height;
    mask = MASKS[random.nextInt(MASKS.length)];
    finish = random.nextBoolean() ? SOLDER : GOLD;
    print = brightness(mask) > 150 ? Color.DARK_GRAY : new Color(226, 228, 222);
  }

  private static int brightness(Color color) {
    return (color.getRed() + color.getGreen() + color.getBlue()) / 3;
  }

  /** A board on a bench, a little turned. */
  static BufferedImage paint(Random random) {
    BufferedImage image = Camera.canvas(Scenes.benchColour(random));
    int width = 300 + random.nextInt(170);
    int height = 230 + random.nextInt(110);
    AffineTransform place =
        AffineTransform.getTranslateInstance(Camera.WIDTH / 2.0, Camera.HEIGHT / 2.0);
    place.rotate((random.nextDouble() - 0.5) * 0.5);
    place.translate(-width / 2.0, -height / 2.0);
    paint(image, place, random, width, height);
    return image;
  }

  /**
   * Paints a board on a picture.
   *
   * @param place where its upper left corner comes, how large and how turned
   * @param kind tells what it looks like: the same numbers give the same board
   * @param width in pixels before it is placed, 200 or more
   * @param height likewise
   */
  static void paint(
      BufferedImage image, AffineTransform place, Random kind, int width, int height) {
    Graphics2D g = Camera.brush(image);
    g.setTransform(place);
    new BoardPainter(g, kind, width, height).paint();
    g.dispose();
  }

  /**
   * Takes light from a painted board.
   *
   * @param place as it was painted
   * @param brightness 1 leaves the board as it is, 0 makes it black
   */
  static void shade(
      BufferedImage image, AffineTransform place, double brightness, int width, int height) {
    Graphics2D g = Camera.brush(image);
    g.setTransform(place);
    g.setColor(new Color(0, 0, 0, (int) Math.round(255 * (1 - brightness))));
    g.fillRect(0, 0, width, height);
    g.dispose();
  }

  private void paint() {
    g.setColor(mask);
    g.fillRect(0, 0, width, height);
    traces();
    int chips = 2 + random.nextInt(4);
    for (int i = 0; i < chips; i++) {
      chip();
    }
    int parts = 20 + random.nextInt(30);
    for (int i = 0; i < parts; i++) {
      smallPart();
    }
    header();
    holes();
  }

  private int at(int most) {
    return GRID * (1 + random.nextInt(Math.max(1, most / GRID - 2)));
  }

  private void traces() {
    g.setColor(brightness(mask) > 150 ? mask.darker() : blend(mask, finish));
    g.setStroke(new BasicStroke(2f));
    int traces = 45 + random.nextInt(45);
    for (int i = 0; i < traces; i++) {
      int x = at(width);
      int y = at(height);
      int toX = at(width);
      int toY = at(height);
      g.drawLine(x, y, toX, y);
      g.drawLine(toX, y, toX, toY);
      g.fillOval(toX - 3, toY - 3, 6, 6);
    }
  }

  private static Color blend(Color a, Color b) {
    return new Color(
        (a.getRed() * 2 + b.getRed()) / 3,
        (a.getGreen() * 2 + b.getGreen()) / 3,
        (a.getBlue() * 2 + b.getBlue()) / 3);
  }

  private void chip() {
    int pins = 5 + random.nextInt(6);
    int side = pins * GRID;
    int x = GRID + random.nextInt(Math.max(1, width - side - 4 * GRID));
    int y = GRID + random.nextInt(Math.max(1, height - side - 4 * GRID));
    boolean onFourSides = random.nextBoolean();
    g.setColor(finish);
    for (int i = 0; i < pins; i++) {
      int along = i * GRID + 2;
      g.fillRect(x - 8, y + along, side + 16, 4);
      if (onFourSides) {
        g.fillRect(x + along, y - 8, 4, side + 16);
      }
    }
    g.setColor(PLASTIC);
    g.fillRect(x, y, side, side);
    g.setColor(new Color(120, 120, 120));
    g.fillOval(x + 5, y + 5, 6, 6);
    g.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 9));
    write("N" + (10 + random.nextInt(90)) + "K" + random.nextInt(10), x + 8, y + side / 2);
  }

  private void smallPart() {
    int x = at(width);
    int y = at(height);
    boolean isUpright = random.nextBoolean();
    int longSide = 14;
    int shortSide = 8;
    g.setColor(finish);
    g.fillRect(x, y, isUpright ? shortSide : longSide, isUpright ? longSide : shortSide);
    g.setColor(random.nextBoolean() ? PLASTIC : new Color(176, 146, 108));
    g.fillRect(
        x + (isUpright ? 0 : 4), y + (isUpright ? 4 : 0), isUpright ? 8 : 6, isUpright ? 6 : 8);
    if (random.nextInt(3) == 0) {
      g.setColor(print);
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
      write((random.nextBoolean() ? "R" : "C") + random.nextInt(99), x, y - 2);
    }
  }

  /** A font may be missing on a machine without any; the board is one without print then. */
  private void write(String text, int x, int y) {
    if (Lettering.IS_THERE) {
      g.drawString(text, x, y);
    } else {
      g.drawLine(x, y, x + text.length() * 4, y);
    }
  }

  private void header() {
    int pins = 8 + random.nextInt(12);
    int x = at(Math.max(2 * GRID, width - pins * GRID));
    int y = random.nextBoolean() ? GRID : height - 4 * GRID;
    g.setColor(PLASTIC);
    g.fillRect(x - 3, y - 3, pins * GRID + 4, 2 * GRID + 4);
    g.setColor(GOLD);
    for (int i = 0; i < pins; i++) {
      g.fillRect(x + i * GRID, y, 4, 4);
      g.fillRect(x + i * GRID, y + GRID, 4, 4);
    }
  }

  private void holes() {
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 == 0 ? 6 : width - 20;
      int y = corner < 2 ? 6 : height - 20;
      g.setColor(finish);
      g.fillOval(x, y, 14, 14);
      g.setColor(Color.DARK_GRAY);
      g.fillOval(x + 4, y + 4, 6, 6);
    }
  }
}
