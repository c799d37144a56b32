package io.boardsift.emulator.photos;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A board as a camera of 12 megapixels takes it, for measuring how long photos take. Its noise
 * makes the JPEG about as large as a camera's.
 */
public final class LargePhoto {
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;

  /** How much larger than on the made-up camera's photos everything is. */
  private static final double SCALE = 8;

  /** Standard deviation of 255. */
  private static final double NOISE = 5;

  private static final float QUALITY = 0.9f;

  private final BufferedImage picture;

  /**
   * Draws the photo.
   *
   * @param seed the same gives the same photo
   */
  public LargePhoto(long seed) {
    Random random = new Random(seed);
    picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    Color bench = Scenes.benchColour(random);
    Arrays.fill(pixels, bench.getRGB());
    AffineTransform place = AffineTransform.getTranslateInstance(300, 200);
    place.scale(SCALE, SCALE);
    BoardPainter.paint(picture, place, random, 420, 320);
    for (int i = 0; i < pixels.length; i++) {
      int noise = (int) Math.round(random.nextGaussian() * NOISE);
      int red = Math.clamp((pixels[i] >> 16 & 255) + noise, 0, 255);
      int green = Math.clamp((pixels[i] >> 8 & 255) + noise, 0, 255);
      int blue = Math.clamp((pixels[i] & 255) + noise, 0, 255);
      pixels[i] = red << 16 | green << 8 | blue;
    }
  }

  /** As a JPEG file in one scan. */
  public byte[] jpeg() {
    return file("jpeg", ImageWriteParam.MODE_DISABLED);
  }

  /** As a JPEG file in several scans. */
  public byte[] progressiveJpeg() {
    return file("jpeg", ImageWriteParam.MODE_DEFAULT);
  }

  /** As a PNG file. */
  public byte[] png() {
    return file("png", ImageWriteParam.MODE_DISABLED);
  }

  private byte[] file(String format, int progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 22);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setProgressiveMode(progressive);
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
