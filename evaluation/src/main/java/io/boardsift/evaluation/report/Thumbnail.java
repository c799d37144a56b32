package io.boardsift.evaluation.report;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A small picture of a photo.
 *
 * @param jpeg its file
 */
public record Thumbnail(byte[] jpeg) {
  private static final int LONG_SIDE = 200;
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);

  /** The thumbnail, or empty where a photo cannot be decoded. */
  public static Optional<Thumbnail> of(byte[] photo) {
    Raster raster;
    try {
      raster = DECODER.decode(photo);
    } catch (UndecodableException e) {
      return Optional.empty();
    }
    BufferedImage image =
        new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, raster.width(), raster.height(), raster.rgb(), 0, raster.width());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(scaled(image), "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(new Thumbnail(out.toByteArray()));
  }

  private static BufferedImage scaled(BufferedImage image) {
    double scale = (double) LONG_SIDE / Math.max(image.getWidth(), image.getHeight());
    int width = Math.max(1, (int) (image.getWidth() * scale));
    int height = Math.max(1, (int) (image.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return small;
  }

  /** The picture as an address that holds it, for pages that stand alone. */
  public String dataAddress() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }
}
