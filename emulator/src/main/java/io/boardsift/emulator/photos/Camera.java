package io.boardsift.emulator.photos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A cheap camera under uneven light: it vignettes, adds noise, and writes JPEG. */
final class Camera {
  static final int WIDTH = 512;
  static final int HEIGHT = 384;

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
    return encode(expose(scene, 0.75 + random.nextDouble() * 0.4, 1.5 + random.nextDouble() * 2.5));
  }

  /**
   * Under a given light.
   *
   * @param exposure 1 leaves the scene as bright as it is
   * @param slope how much brighter the right edge is than the left one
   */
  byte[] shootUnder(BufferedImage scene, double exposure, double slope) {
    return encode(expose(scene, exposure, slope, 0, 1.5 + random.nextDouble() * 2.5));
  }

  byte[] shootDark() {
    return encode(expose(canvas(new Color(4 + random.nextInt(8), 4, 5)), 1, 2));
  }

  byte[] shootOverexposed() {
    return encode(expose(canvas(Color.WHITE), 1.2, 1));
  }

  /** Out of focus: drawn small, and smoothly enlarged twice. */
  byte[] shootBlurred(BufferedImage scene) {
    int width = 6 + random.nextInt(4);
    BufferedImage small = scaled(scaled(scene, 80, 60), width, width * 3 / 4);
    return encode(expose(scaled(scaled(small, 64, 48), WIDTH, HEIGHT), 1, 1));
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

  private BufferedImage expose(BufferedImage scene, double exposure, double sigma) {
    double slopeX = (random.nextDouble() - 0.5) * 0.5;
    double slopeY = (random.nextDouble() - 0.5) * 0.5;
    return expose(scene, exposure, slopeX, slopeY, sigma);
  }

  /**
   * Light and noise.
   *
   * @param exposure 1 leaves the scene as bright as it is
   * @param across how much brighter the right edge is than the left one
   * @param down likewise the lower than the upper one
   * @param sigma of the noise, in steps of 256
   * @return the picture, in the layout that the JPEG writer takes without converting
   */
  private BufferedImage expose(
      BufferedImage scene, double exposure, double across, double down, double sigma) {
    int[] pixels = ((DataBufferInt) scene.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[pixels.length * 3];
    double slopeX = across / WIDTH;
    double slopeY = down / HEIGHT;
    int grain = (int) (sigma * 256);
    int step = (int) (65_536 * exposure * slopeX);
    int at = random.nextInt(NOISE.length);
    for (int y = 0; y < HEIGHT; y++) {
      int light =
          (int) (65_536 * exposure * (1 + slopeY * (y - HEIGHT / 2) - slopeX * (WIDTH / 2)));
      for (int x = 0; x < WIDTH; x++) {
        int i = y * WIDTH + x;
        int pixel = pixels[i];
        int noise = (NOISE[at++ & (NOISE.length - 1)] * grain) >> 16;
        int scale = light >> 8;
        rgb[3 * i] = lit((pixel >> 16) & 255, scale, noise);
        rgb[3 * i + 1] = lit((pixel >> 8) & 255, scale, noise);
        rgb[3 * i + 2] = lit(pixel & 255, scale, noise);
        light += step;
      }
      at += y * 31;
    }
    return picture(rgb);
  }

  private static BufferedImage picture(byte[] rgb) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            WIDTH,
            HEIGHT,
            3 * WIDTH,
            3,
            new int[] {0, 1, 2},
            null);
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colours, raster, false, null);
  }

  /** A channel's value, 0 to 255, under a light in steps of 1/256. */
  private static byte lit(int value, int light, int noise) {
    return (byte) Math.max(0, Math.min(255, ((value * light) >> 8) + noise));
  }

  static byte[] encode(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
      ImageIO.write(image, "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
