package io.boardsift.emulator.photos;

import static io.boardsift.emulator.photos.Camera.HEIGHT;
import static io.boardsift.emulator.photos.Camera.WIDTH;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Paints what a camera over a line sees when there is no board. */
final class Scenes {
  private static final Color[] BENCHES = {
    new Color(178, 180, 182),
    new Color(70, 110, 120),
    new Color(120, 118, 112),
    new Color(60, 62, 66),
    new Color(200, 196, 188)
  };

  private Scenes() {}

  static Color benchColour(Random random) {
    return BENCHES[random.nextInt(BENCHES.length)];
  }

  static BufferedImage bench(Random random) {
    Color colour = benchColour(random);
    BufferedImage image = Camera.canvas(colour);
    Graphics2D g = Camera.brush(image);
    g.setColor(colour.darker());
    for (int i = 0; i < 6; i++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      g.drawLine(x, y, x + random.nextInt(120) - 60, y + random.nextInt(120) - 60);
    }
    g.setPaint(
        new GradientPaint(0, 0, new Color(0, 0, 0, 90), WIDTH, HEIGHT, new Color(0, 0, 0, 0)));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.dispose();
    return image;
  }

  static BufferedImage glove(Random random) {
    BufferedImage image = bench(random);
    hand(image, random);
    return image;
  }

  /** Something that a bench sees once. */
  static BufferedImage visitor(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> packaging(random);
      case 1 -> screen(random);
      default -> label(random);
    };
  }

  /** A gloved hand that reaches into a picture from below. */
  static void hand(BufferedImage image, Random random) {
    Graphics2D g = Camera.brush(image);
    Color latex = random.nextBoolean() ? new Color(70, 120, 190) : new Color(228, 226, 220);
    g.setStroke(new BasicStroke(50, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    int x = 190 + random.nextInt(120);
    for (int finger = 0; finger < 5; finger++) {
      int tipX = x - 160 + finger * 75 + random.nextInt(30);
      int tipY = (finger == 0 ? 170 : 50) + random.nextInt(60);
      g.setPaint(
          new GradientPaint(tipX, tipY, latex.brighter(), tipX + 60, tipY + 30, latex.darker()));
      g.drawLine(x - 40 + finger * 20, 320, tipX, tipY);
    }
    g.setPaint(new GradientPaint(x - 120, 240, latex, x + 160, HEIGHT, latex.darker()));
    g.fillOval(x - 120, 215, 240, 270);
    g.dispose();
  }

  static BufferedImage floor(Random random) {
    Color concrete = new Color(140, 136, 130);
    BufferedImage image = Camera.canvas(concrete);
    Graphics2D g = Camera.brush(image);
    for (int i = 0; i < 1600; i++) {
      int tone = 110 + random.nextInt(60);
      g.setColor(new Color(tone, tone - 3, tone - 8, 120));
      int size = 2 + random.nextInt(7);
      g.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), size, size);
    }
    if (random.nextBoolean()) {
      g.rotate(random.nextDouble() - 0.5, WIDTH / 2.0, HEIGHT / 2.0);
      g.setColor(new Color(214, 180, 40));
      g.fillRect(-100, 150 + random.nextInt(100), WIDTH + 200, 36);
    }
    g.dispose();
    return image;
  }

  static BufferedImage packaging(Random random) {
    BufferedImage image = Camera.canvas(new Color(186, 146, 98));
    Graphics2D g = Camera.brush(image);
    for (int x = 0; x < WIDTH; x += 7) {
      g.setColor(new Color(120, 90, 50, 20 + random.nextInt(30)));
      g.drawLine(x, 0, x + random.nextInt(5), HEIGHT);
    }
    g.setColor(new Color(150, 116, 74));
    int seam = 120 + random.nextInt(130);
    g.fillRect(0, seam, WIDTH, 5);
    g.setColor(new Color(214, 190, 150, 190));
    g.fillRect(0, seam - 26, WIDTH, 56);
    g.dispose();
    return image;
  }

  /** A monitor with a chart on it. */
  static BufferedImage screen(Random random) {
    BufferedImage image = Camera.canvas(new Color(18, 18, 20));
    Graphics2D g = Camera.brush(image);
    g.setColor(new Color(236, 238, 242));
    g.fillRect(40, 30, WIDTH - 80, HEIGHT - 80);
    g.setColor(new Color(32, 96, 200));
    g.fillRect(40, 30, WIDTH - 80, 34);
    g.setStroke(new BasicStroke(3));
    int y = 170;
    for (int x = 80; x < WIDTH - 100; x += 24) {
      int next = Math.max(90, Math.min(300, y + random.nextInt(90) - 45));
      g.drawLine(x, y, x + 24, next);
      y = next;
    }
    text(g, random, 7, 70, 90, 12);
    g.dispose();
    return image;
  }

  static BufferedImage label(Random random) {
    BufferedImage image = Camera.canvas(benchColour(random));
    Graphics2D g = Camera.brush(image);
    g.rotate((random.nextDouble() - 0.5) * 0.3, WIDTH / 2.0, HEIGHT / 2.0);
    g.setColor(new Color(244, 244, 240));
    g.fillRect(90, 70, 336, 240);
    g.setColor(Color.BLACK);
    int x = 112;
    while (x < 390) {
      int bar = 2 + random.nextInt(5);
      g.fillRect(x, 92, bar, 72);
      x += bar + 2 + random.nextInt(5);
    }
    text(g, random, 4, 112, 195, 18);
    g.dispose();
    return image;
  }

  private static void text(Graphics2D g, Random random, int lines, int x, int y, int size) {
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    for (int line = 0; line < lines; line++) {
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        words.append(Integer.toString(random.nextInt(1 << 28), 36)).append(' ');
      }
      if (Lettering.IS_THERE) {
        g.drawString(words.toString(), x, y + line * (size + 8));
      } else {
        g.fillRect(x, y + line * (size + 8), 240, size / 4);
      }
    }
  }
}
