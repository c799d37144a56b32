package io.boardsift.local.madeup;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A cheap camera under uneven light: it vignettes, adds noise, and writes JPEG. */
final class Camera {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** Gaussian noise, drawn once; photos take it from different places. */
  private static final int[] NOISE = noise();

  private final Random random;

  Camera(Random random) {
    this.random = random;
  }

  private static int[] noise() {
    Random gauss = new Random(1);
    int[] noise = new int[1 << 16];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (int) Math.round(gauss.nextGaussian() * 256);
    }
    return noise;
  }

  static BufferedImage canvas(Color background) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(background);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.dispose();
    return image;
  }

  static Graphics2D brush(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return g;
  }

  byte[] shoot(BufferedImage scene) {
    expose(scene, 0.75 + random.nextDouble() * 0.4, 3 + random.nextDouble() * 4);
    return encode(scene, "jpg");
  }

  byte[] shootDark() {
    BufferedImage scene = canvas(new Color(4 + random.nextInt(8), 4, 5));
    expose(scene, 1, 2);
    return encode(scene, "jpg");
  }

  byte[] shootOverexposed() {
    BufferedImage scene = canvas(Color.WHITE);
    expose(scene, 1.2, 1);
    return encode(scene, "jpg");
  }

  /** Out of focus: drawn small, and smoothly enlarged twice. */
  byte[] shootBlurred(BufferedImage scene) {
    int width = 6 + random.nextInt(4);
    BufferedImage small = scaled(scaled(scene, 80, 60), width, width * 3 / 4);
    BufferedImage blurred = scaled(scaled(small, 64, 48), WIDTH, HEIGHT);
    expose(blurred, 1, 1);
    return encode(blurred, "jpg");
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = scaled.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        width < image.getWidth()
            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
            : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return scaled;
  }

  /**
   * Light and noise.
   *
   * @param exposure 1 leaves the scene as bright as it is
   * @param sigma of the noise, in steps of 256
   */
  private void expose(BufferedImage scene, double exposure, double sigma) {
    int[] pixels = ((DataBufferInt) scene.getRaster().getDataBuffer()).getData();
    double slopeX = (random.nextDouble() - 0.5) * 0.5 / WIDTH;
    double slopeY = (random.nextDouble() - 0.5) * 0.5 / HEIGHT;
    int grain = (int) (sigma * 256);
    int at = random.nextInt(NOISE.length);
    for (int y = 0; y < HEIGHT; y++) {
      double row = exposure * (1 + slopeY * (y - HEIGHT / 2));
      for (int x = 0; x < WIDTH; x++) {
        int i = y * WIDTH + x;
        int light = (int) (256 * (row + exposure * slopeX * (x - WIDTH / 2)));
        int rgb = pixels[i];
        int noise = (NOISE[at++ & (NOISE.length - 1)] * grain) >> 16;
        pixels[i] =
            (lit((rgb >> 16) & 255, light, noise) << 16)
                | (lit((rgb >> 8) & 255, light, noise) << 8)
                | lit(rgb & 255, light, noise);
      }
      at += y * 31;
    }
  }

  /** A channel's value, 0 to 255, under a light in steps of 1/256. */
  private static int lit(int value, int light, int noise) {
    return Math.max(0, Math.min(255, ((value * light) >> 8) + noise));
  }

  static byte[] encode(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
