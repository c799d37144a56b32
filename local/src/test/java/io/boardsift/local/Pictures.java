package io.boardsift.local;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.Subject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files that a camera, or somebody else, may upload. */
public final class Pictures {
  private static final MadeUpDay DAY = new MadeUpDay(400, 0.5, 7);

  private Pictures() {}

  /** A board that no shipped rule deletes. */
  public static byte[] board() {
    return of(Subject.BOARD);
  }

  /** A photo that the shipped rule "blank" deletes. */
  public static byte[] black() {
    return of(Subject.BLACK);
  }

  public static byte[] of(Subject subject) {
    for (int i = 0; i < DAY.size(); i++) {
      if (DAY.subject(i) == subject) {
        return DAY.photo(i).bytes();
      }
    }
    throw new IllegalArgumentException("no such photo on this day: " + subject);
  }

  /** One tone, in a format that ImageIO writes. */
  public static byte[] plain(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, width, height);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A PNG whose header claims a size, and that has nothing else. */
  public static byte[] pngClaiming(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    ByteBuffer file = ByteBuffer.allocate(8 + 4 + 17 + 4);
    file.putLong(0x89504E470D0A1A0AL).putInt(13).put(header.array()).putInt((int) crc.getValue());
    return file.array();
  }

  public static byte[] firstHalf(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
