package io.boardsift.soak;

import io.boardsift.emulator.photos.MadeUpDay;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Small made-up photos, the same for the same seed. Few are drawn, and each upload differs from
 * others by some bytes behind its picture. Safe for use by several threads.
 */
final class Album {
  private static final int DIFFERENT = 8;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int TINY = 16;

  /** Rules that are never wrong about these photos. */
  static final String RULES =
      """
      rules:
        - name: no-photo
          when: format is text
          then: delete
          because: it is a log
        - name: tiny
          when: width below 48 px
          then: delete
          because: too small to show a board
        - name: one-tone
          when: contrast below 0.06
          then: delete
          because: the whole photo is one tone
      """;

  private final Dice dice;
  private final List<byte[]> boards;
  private final List<byte[]> things;

  /** What an upload is. */
  enum Showing {
    BOARD,
    /** Something else that no rule knows. */
    THING,
    BLANK,
    TEXT,
    TINY,
    TORN,
    EMPTY
  }

  Album(Dice dice) {
    this.dice = dice;
    this.boards = small(new MadeUpDay(DIFFERENT, 0, dice.below(1000)));
    this.things =
        small(
            new MadeUpDay(
                DIFFERENT, 1, io.boardsift.emulator.photos.Scene.LABELS, dice.below(1000)));
  }

  private static List<byte[]> small(MadeUpDay day) {
    List<byte[]> photos = new ArrayList<>();
    for (int i = 0; i < day.size(); i++) {
      try {
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(day.photo(i).bytes()));
        BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.drawImage(whole, 0, 0, WIDTH, HEIGHT, null);
        g.dispose();
        photos.add(jpeg(small));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return photos;
  }

  private static byte[] plain(int width, int height, Color tone) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(tone);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return jpeg(image);
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What the upload at an index shows. */
  Showing showing(int index) {
    int percent = dice.of("showing", index).below(100);
    if (percent < 45) {
      return Showing.BOARD;
    } else if (percent < 55) {
      return Showing.THING;
    } else if (percent < 75) {
      return Showing.BLANK;
    } else if (percent < 85) {
      return Showing.TEXT;
    } else if (percent < 90) {
      return Showing.TINY;
    } else if (percent < 97) {
      return Showing.TORN;
    }
    return Showing.EMPTY;
  }

  /** The bytes of the upload at an index. */
  byte[] bytes(int index) {
    int one = index % DIFFERENT;
    return switch (showing(index)) {
      case BOARD -> numbered(boards.get(one), index);
      case THING -> numbered(things.get(one), index);
      case BLANK -> numbered(plain(WIDTH, HEIGHT, new Color(20 * one, 20 * one, 20 * one)), index);
      case TEXT -> numbered("no frame within 200 ms\n".getBytes(StandardCharsets.UTF_8), index);
      case TINY -> numbered(plain(TINY, TINY, Color.RED), index);
      case TORN -> torn(numbered(boards.get(one), index), index);
      case EMPTY -> new byte[0];
    };
  }

  private static byte[] numbered(byte[] picture, int index) {
    byte[] number = ("\nupload " + index + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(picture, picture.length + number.length);
    System.arraycopy(number, 0, bytes, picture.length, number.length);
    return bytes;
  }

  private static byte[] torn(byte[] photo, int index) {
    return Arrays.copyOf(photo, 40 + index % 200);
  }
}
