package io.boardsift.emulator.photos;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Sets a subject up and photographs it. */
final class Studio {
  private static final int TINY = 24;

  private Studio() {}

  static byte[] photograph(Subject subject, Random random) {
    Camera camera = new Camera(random);
    return switch (subject) {
      case BOARD -> camera.shoot(BoardPainter.paint(random));
      case BLACK -> camera.shootDark();
      case WHITE -> camera.shootOverexposed();
      case BLURRED -> camera.shootBlurred(BoardPainter.paint(random));
      case EMPTY_BENCH -> camera.shoot(Scenes.bench(random));
      case GLOVE -> camera.shoot(Scenes.glove(random));
      case FLOOR -> camera.shoot(Scenes.floor(random));
      case PACKAGING -> camera.shoot(Scenes.packaging(random));
      case SCREEN -> camera.shoot(Scenes.screen(random));
      case LABEL -> camera.shoot(Scenes.label(random));
      case TINY -> Camera.encode(new BufferedImage(TINY, TINY, BufferedImage.TYPE_INT_RGB));
      case CORRUPT -> corrupt(camera.shoot(BoardPainter.paint(random)), random);
      case NOT_AN_IMAGE -> log(random);
      case FOREIGN_FORMAT -> foreign(random);
    };
  }

  /** Cut off and overwritten, as after a failed transfer. */
  private static byte[] corrupt(byte[] photo, Random random) {
    byte[] damaged = Arrays.copyOf(photo, photo.length / 8);
    for (int i = 2; i < damaged.length; i++) {
      if (random.nextInt(10) == 0) {
        damaged[i] = (byte) random.nextInt(256);
      }
    }
    return damaged;
  }

  /** What a camera's software leaves where a photo should be. */
  private static byte[] log(Random random) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      log.append("WARN grabber: no frame within 200 ms, attempt ")
          .append(random.nextInt(9))
          .append('\n');
    }
    return log.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A format that the functions do not decode: its header, and noise. */
  private static byte[] foreign(Random random) {
    byte[] file = new byte[40_000];
    random.nextBytes(file);
    byte[] heif = "\0\0\0\u0018ftypheic\0\0\0\0heicmif1".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(heif, 0, file, 0, heif.length);
    return file;
  }
}
