package io.boardsift.sift.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);
  private static final Rendering RENDERING = new Rendering(120, 90);

  private static BufferedImage picture(byte[] jpeg) throws IOException {
    assertThat(ImageHeader.read(jpeg).format()).isEqualTo(ImageFormat.JPEG);
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** As it lies in the file: red and green above, blue and white below. */
  private static BufferedImage fourColours(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width / 2, height / 2);
    g.setColor(Color.GREEN);
    g.fillRect(width / 2, 0, width / 2, height / 2);
    g.setColor(Color.BLUE);
    g.fillRect(0, height / 2, width / 2, height / 2);
    g.setColor(Color.WHITE);
    g.fillRect(width / 2, height / 2, width / 2, height / 2);
    g.dispose();
    return image;
  }

  /** A JPEG whose camera says how it was held. */
  private static byte[] jpeg(BufferedImage image, int orientation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    byte[] plain = out.toByteArray();
    ByteBuffer file = ByteBuffer.allocate(plain.length + 36);
    file.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
    file.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
    file.putInt(8).putShort((short) 1);
    file.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation << 16).putInt(0);
    return file.put(plain, 2, plain.length - 2).array();
  }

  private static Color at(BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    // Colours are full or missing, but for what the encoder left out.
    return new Color(full(rgb >> 16), full(rgb >> 8), full(rgb));
  }

  private static int full(int value) {
    return (value & 0xff) < 128 ? 0 : 255;
  }

  private static String colour(BufferedImage image, double x, double y) {
    Color colour = at(image, x, y);
    if (colour.equals(Color.RED)) {
      return "red";
    }
    if (colour.equals(Color.GREEN)) {
      return "green";
    }
    return colour.equals(Color.BLUE) ? "blue" : "white";
  }

  @ParameterizedTest
  @CsvSource({
    "1, 120, 60, red,   green",
    "2, 120, 60, green, red",
    "3, 120, 60, white, blue",
    "4, 120, 60, blue,  white",
    "5, 60, 120, red,   blue",
    "6, 60, 120, blue,  red",
    "7, 60, 120, white, green",
    "8, 60, 120, green, white",
  })
  void aPhotoIsUprightHoweverTheCameraWasHeld(
      int orientation, int width, int height, String upperLeft, String upperRight)
      throws IOException, UndecodableException {
    byte[] file = jpeg(fourColours(240, 120), orientation);

    BufferedImage seen = picture(RENDERING.of(file, DECODER));

    assertThat(seen.getWidth()).isEqualTo(width);
    assertThat(seen.getHeight()).isEqualTo(height);
    assertThat(colour(seen, 0.25, 0.25)).isEqualTo(upperLeft);
    assertThat(colour(seen, 0.75, 0.25)).isEqualTo(upperRight);
  }

  /** A TIFF of one strip that says how it lies, white in its upper left quarter and black else. */
  private static byte[] tiff(int width, int height, int orientation) {
    int[][] entries = {
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 8 + 2 + 10 * 12 + 4},
      {274, orientation},
      {277, 1},
      {278, height},
      {279, width * height},
    };
    ByteBuffer file = ByteBuffer.allocate(8 + 2 + 10 * 12 + 4 + width * height);
    file.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 10);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    file.putInt(0);
    for (int i = 0; i < width * height; i++) {
      boolean isUpperLeft = i % width < width / 2 && i / width < height / 2;
      file.put((byte) (isUpperLeft ? 255 : 0));
    }
    return file.array();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 80, 40, 0.25, 0.25",
    "3, 80, 40, 0.75, 0.75",
    "6, 40, 80, 0.75, 0.25",
    "8, 40, 80, 0.25, 0.75",
  })
  void aTiffIsTurnedOnceAndNotTwice(int orientation, int width, int height, double x, double y)
      throws IOException, UndecodableException {
    BufferedImage seen = picture(RENDERING.of(tiff(80, 40, orientation), DECODER));

    assertThat(seen.getWidth()).isEqualTo(width);
    assertThat(seen.getHeight()).isEqualTo(height);
    assertThat(at(seen, x, y)).isEqualTo(Color.WHITE);
    assertThat(at(seen, 1 - x, y)).isEqualTo(Color.BLACK);
    assertThat(at(seen, x, 1 - y)).isEqualTo(Color.BLACK);
  }

  @Test
  void measuringIsNotTurned() throws IOException, UndecodableException {
    Raster raster = DECODER.decode(jpeg(fourColours(240, 120), 6));

    assertThat(raster.width()).isEqualTo(240);
    assertThat(raster.height()).isEqualTo(120);
  }

  @Test
  void everyPixelComesOnceHoweverAPictureIsTurned() {
    int[] rgb = new int[15];
    Arrays.setAll(rgb, i -> i);
    for (int orientation = 1; orientation <= 8; orientation++) {
      Raster upright = Rendering.upright(new Raster(5, 3, rgb), orientation);

      assertThat(upright.width()).isEqualTo(orientation < 5 ? 5 : 3);
      assertThat(upright.rgb()).containsExactlyInAnyOrder(rgb);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void largePhotosAreReducedAndSmallOnesKeepTheirSize(String format)
      throws IOException, UndecodableException {
    BufferedImage large = picture(RENDERING.of(Pictures.board(format, 300, 250), DECODER));
    BufferedImage small = picture(RENDERING.of(Pictures.board(format, 60, 50), DECODER));

    assertThat(large.getWidth()).isEqualTo(120);
    assertThat(large.getHeight()).isEqualTo(100);
    assertThat(small.getWidth()).isEqualTo(60);
    assertThat(small.getHeight()).isEqualTo(50);
  }

  @Test
  void whatNoBrowserShowsIsShown() throws IOException, UndecodableException {
    BufferedImage seen = picture(RENDERING.of(Pictures.JPEG_2000, DECODER));

    assertThat(seen.getWidth()).isEqualTo(32);
  }

  @Test
  void whatCannotBeDecodedIsNotRendered() {
    byte[] torn = Pictures.pngClaiming(300, 200);

    assertThatThrownBy(() -> RENDERING.of(torn, DECODER)).isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> RENDERING.of(new byte[100], DECODER))
        .isInstanceOf(UndecodableException.class);
  }

  @Test
  void sizesAndQualitiesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new Rendering(0, 90)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rendering(1, 101)).isInstanceOf(IllegalArgumentException.class);
  }
}
