package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Something to draw a photo on, of the photo's own size. */
final class Canvas {
  private final BufferedImage image;

  private Canvas(BufferedImage image) {
    this.image = image;
  }

  /**
   * A photo made smaller, and nothing around it.
   *
   * @param scale above 0 and below 1
   */
  static Canvas of(Raster photo, double scale) {
    int width = (int) Math.max(1, scale * photo.width());
    int height = (int) Math.max(1, scale * photo.height());
    return new Canvas(blank(width, height)).draw(photo, scale, 0);
  }

  static Canvas grey(Raster photo) {
    BufferedImage image = blank(photo.width(), photo.height());
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(0xb8b8b4));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.dispose();
    return new Canvas(image);
  }

  /** Brown, with a grain along the rows. */
  static Canvas wood(Raster photo, Random random) {
    BufferedImage image = blank(photo.width(), photo.height());
    double grain = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      grain = 0.8 * grain + 0.03 * random.nextGaussian();
      double fibre = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        fibre = 0.95 * fibre + 0.006 * random.nextGaussian();
        float tone = (float) Math.clamp(0.62 + grain + fibre, 0, 0.95);
        image.setRGB(x, y, new Color(tone, 0.75f * tone, 0.48f * tone).getRGB());
      }
    }
    return new Canvas(image);
  }

  /** Dark, with a bright rail on either side, pins at the rails and a label. */
  static Canvas fixture(Raster photo) {
    BufferedImage image = blank(photo.width(), photo.height());
    int width = image.getWidth();
    int height = image.getHeight();
    int rail = Math.max(1, height / 12);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(0x38393b));
    g.fillRect(0, 0, width, height);
    g.setColor(new Color(0xc8ccd0));
    g.fillRect(0, rail, width, rail);
    g.fillRect(0, height - 2 * rail, width, rail);
    g.setColor(new Color(0xf0e8c0));
    for (int x = 2 * rail; x < width; x += width / 4) {
      g.fillOval(x, 3 * rail, rail, rail);
      g.fillOval(x, height - 4 * rail, rail, rail);
    }
    g.setColor(Color.WHITE);
    g.fillRect(rail, 5 * rail, 2 * rail, rail);
    g.setColor(Color.DARK_GRAY);
    g.fillRect(rail + rail / 4, 5 * rail + rail / 4, rail, rail / 4);
    g.dispose();
    return new Canvas(image);
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /** Draws a photo in the middle, scaled and turned by degrees. */
  Canvas draw(Raster photo, double scale, double degrees) {
    BufferedImage drawn = blank(photo.width(), photo.height());
    drawn.setRGB(0, 0, photo.width(), photo.height(), photo.rgb(), 0, photo.width());
    // Drawn at half size straight away, every second pixel would be skipped, not averaged.
    BufferedImage source = scale < 1 ? new Canvas(drawn).blurred(0.4 / scale).image : drawn;
    AffineTransform place =
        AffineTransform.getTranslateInstance(image.getWidth() / 2.0, image.getHeight() / 2.0);
    place.rotate(Math.toRadians(degrees));
    place.scale(scale, scale);
    place.translate(-photo.width() / 2.0, -photo.height() / 2.0);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        scale == 1 && degrees == 0
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(source, place, null);
    g.dispose();
    return this;
  }

  /**
   * The same out of focus.
   *
   * @param sigma of the Gaussian, in pixels
   */
  Canvas blurred(double sigma) {
    int reach = (int) Math.ceil(2.5 * sigma);
    float[] weights = new float[2 * reach + 1];
    float sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += weights[i + reach];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    Kernel across = new Kernel(weights.length, 1, weights);
    Kernel down = new Kernel(1, weights.length, weights);
    BufferedImage rows = new ConvolveOp(across, ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    return new Canvas(new ConvolveOp(down, ConvolveOp.EDGE_NO_OP, null).filter(rows, null));
  }

  /**
   * The same with one half less and less in focus.
   *
   * @param side which half: 0 right, 1 lower, 2 left, 3 upper
   */
  Canvas halfBlurred(int side) {
    return blurredFrom(0.4, 2.5, side).blurredFrom(0.55, 5, side);
  }

  private Canvas blurredFrom(double place, double sigma, int side) {
    int width = image.getWidth();
    int height = image.getHeight();
    int across = (int) (place * width);
    int down = (int) (place * height);
    Canvas mixed = new Canvas(blank(width, height)).draw(raster(), 1, 0);
    Graphics2D g = mixed.image.createGraphics();
    switch (side) {
      case 0 -> g.clipRect(across, 0, width - across, height);
      case 1 -> g.clipRect(0, down, width, height - down);
      case 2 -> g.clipRect(0, 0, width - across, height);
      default -> g.clipRect(0, 0, width, height - down);
    }
    g.drawImage(blurred(sigma).image, 0, 0, null);
    g.dispose();
    return mixed;
  }

  /**
   * The same as a JPEG, read again.
   *
   * @param quality 0 to 1
   */
  Canvas recompressed(float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
      out.flush();
      return new Canvas(ImageIO.read(new ByteArrayInputStream(file.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  Raster raster() {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] &= 0xffffff;
    }
    return new Raster(width, height, rgb);
  }
}
