package io.boardsift.sift.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * Small pictures for tests: a green 32 x 24 board with a dark chip and a yellow trace, in formats
 * that Java cannot write by itself, and others drawn on the spot.
 */
public final class Pictures {

  /** Lossy WebP. */
  public static final byte[] WEBP =
      decode(
          "UklGRoYAAABXRUJQVlA4IHoAAAAQBQCdASogABgAPqlGnUmmJCMhMAwAwBUJbACdMtB7PfqgnYAr"
              + "jKOw7F+h4VFYkhKAAP68n6NSU8Af2wduNdqs7jvr6c/9KarqE/3eDxPsjXfJn442byhkYeE4SDnT"
              + "pHbMJ9QY+rkZu6S/RDJLfQA0WN+WJQUb5d+QAA==");

  /** Lossless WebP. */
  public static final byte[] WEBP_LOSSLESS =
      decode(
          "UklGRkYAAABXRUJQVlA4TDkAAAAvH8AFABcgFkxDJsPpTiyYmMwfILZuIUEaOkE2O/9BnxoUtG3D"
              + "BORKcjz/BiCi/xOgdg/VCNhPVwEA");

  /** JPEG 2000. */
  public static final byte[] JPEG_2000 =
      decode(
          "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAGAAAACAA"
              + "AwcHAAAAAAAPY29scgEAAAAAABAAAACtanAyY/9P/1EALwAAAAAAIAAAABgAAAAAAAAAAAAAACAA"
              + "AAAYAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAQEBAAB/1wAEEBASEhQSEhQSEhQSEhQ/2QA"
              + "JQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS40/5AACgAAAAAAKQAB/5PODAiHxsiA"
              + "EIDPgDAIj3yAgICAgICAgICAgID/2Q==");

  /** A JPEG of four printing inks. */
  public static final byte[] CMYK_JPEG =
      decode(
          "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyK"
              + "oLTmw6Cq2q2KjMj/y9ru9f///5vB////+v/m/f/4/8AAFAgAGAAgBEMRAE0RAFkRAEsRAP/EABkA"
              + "AQADAQEAAAAAAAAAAAAAAAABAgMFBP/EACkQAAECAwYFBQAAAAAAAAAAAAABAgMRkRJRU5PR4RMh"
              + "MVJxBDNBYWL/2gAOBEMATQBZAEsAAD8A51qBhxMxNCs2drq7Hg5XLU7InBw4mYmhnx4H6rsRaZ91"
              + "AnBw4mYmhZsWE9ZNtKvnYlFavwtQLUDDiZiaFps7XV2HK5agyKkAsc8zAXobel9xfBZvUFT1FgAA"
              + "SV4bOxtBJLgCUa1qzRqJ4QSBBIB//9k=");

  /** A JPEG in several scans. */
  public static final byte[] PROGRESSIVE_JPEG =
      decode(
          "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9V"
              + "XVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSk"
              + "pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAYACADASIA"
              + "AhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAMBAgT/xAAWAQEBAQAAAAAAAAAAAAAAAAAAAgP/"
              + "2gAMAwEAAhADEAAAAY8oTn6NjQYJ0H//xAAaEAACAgMAAAAAAAAAAAAAAAAAAhEhECAx/9oACAEB"
              + "AAEFAqJUlSsr3X//xAAXEQEAAwAAAAAAAAAAAAAAAAABABAh/9oACAEDAQE/ATY3/8QAFBEBAAAA"
              + "AAAAAAAAAAAAAAAAIP/aAAgBAgEBPwEf/8QAFBABAAAAAAAAAAAAAAAAAAAAMP/aAAgBAQAGPwJP"
              + "/8QAHRAAAgIBBQAAAAAAAAAAAAAAAAERkXEQIDFRYf/aAAgBAQABPyHF2eTsTOE7MXe4hdIhaf/a"
              + "AAwDAQACAAMAAAAQdE9d/8QAGREAAQUAAAAAAAAAAAAAAAAAAQAQESFB/9oACAEDAQE/EB0qGH//"
              + "xAAXEQEBAQEAAAAAAAAAAAAAAAABEQAQ/9oACAECAQE/EAuSd//EAB4QAAEDBQEBAAAAAAAAAAAA"
              + "AAEAEBExcdHh8FHx/9oACAEBAAE/EJ0+F2sIpBJ74p0+HrWf5iAKACwb/9k=");

  /** A GIF of three frames. */
  public static final byte[] ANIMATED_GIF =
      decode(
          "R0lGODlhIAAYAIEAAMi0WhRuMh4eHgAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAA"
              + "IAAYAAAIUQADCBxIsKDBgwgTKlzIsGFBABAjSpxIsaJEhxgzalQooKPHjx43BgBJsqPIkiRPovyo"
              + "cqXJjS5DwowpoKVLmytxotRZUqTPn0CDCh1KtKjRgAAh+QQBCgADACwIAAYAEAALAIHItFoUbjIe"
              + "Hh4AAAAINAADCBxAsKBBAQgFBjDIcABCAQobHkw4UCLBhxEtOqS4UCPGihY/dgzJUeNGiCAlijT5"
              + "MCAAIfkEAQoAAwAsAAADACAAEgCByLRaFG4yHh4eAAAACEEAAwgcSLCgwYMEByhcyLChw4cQI0qc"
              + "GBFhQYoYM2rcyLGjx48gQ4ocSbKkSZMCUqpcqfKkS40AYsqcSbOmzZkBAQA7");

  /** A JPEG from camera \"Acme Bench 2\", 1/100 s, ISO 200. */
  public static final byte[] JPEG_WITH_EXIF =
      decode(
          "/9j/4AAQSkZJRgABAQAAAQABAAD/4QBuRXhpZgAATU0AKgAAAAgAAwEPAAIAAAAFAAAAMgEQAAIA"
              + "AAAIAAAAOIdpAAQAAAABAAAAQAAAAABBY21lAABCZW5jaCAyAAACgpoADAAAAAEAAABeiCcAAwAA"
              + "AAEAyAAAAAAAAD+EeuFHrhR7/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyK"
              + "oLTmw6Cq2q2KjMj/y9ru9f///5vB////+v/m/f/4/9sAQwErLS08NTx2QUF2+KWMpfj4+Pj4+Pj4"
              + "+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4/8AAEQgAGAAgAwEiAAIR"
              + "AQMRAf/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAAB"
              + "fQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5"
              + "OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeo"
              + "qaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMB"
              + "AQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIBAgQEAwQHBQQEAAECdwABAgMRBAUhMQYS"
              + "QVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNU"
              + "VVZXWFlaY2RlZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5"
              + "usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz9PX29/j5+v/aAAwDAQACEQMRAD8Ar5j/ALrf"
              + "99f/AFqb5sPo35//AFqKq1KRnFXLYeJjgK3/AH1/9alzH/db/vr/AOtVeH7x+lTUmhS0YU3av90f"
              + "lRRQSKAB0AFLRRQB/9k=");

  private Pictures() {}

  /** The same board, drawn large, in a format that Java writes. */
  public static byte[] board(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(20, 110, 50));
    g.fillRect(0, 0, width, height);
    for (int x = 16; x < width; x += 24) {
      for (int y = 16; y < height; y += 24) {
        g.setColor(new Color(30, 30, 30));
        g.fillRect(x, y, 12, 12);
        g.setColor(new Color(220, 200, 120));
        g.fillRect(x - 4, y, 4, 4);
        g.fillRect(x - 4, y + 8, 4, 4);
        g.drawLine(x, y - 4, x + 16, y - 4);
      }
    }
    g.dispose();
    return write(image, format);
  }

  /** One colour all over. */
  public static byte[] plain(String format, int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(colour);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return write(image, format);
  }

  /** A PNG whose header claims a size; its data are missing. */
  public static byte[] pngClaiming(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(17)
            .put(new byte[] {'I', 'H', 'D', 'R'})
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    return ByteBuffer.allocate(8 + 4 + header.length + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(header)
        .putInt((int) crc.getValue())
        .array();
  }

  public static byte[] firstHalf(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  private static byte[] write(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("Java cannot write " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
