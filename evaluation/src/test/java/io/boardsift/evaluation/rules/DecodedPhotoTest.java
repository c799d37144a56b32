package io.boardsift.evaluation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DecodedPhotoTest {
  /** Each pixel says where it lies. */
  private static Raster map(int width, int height) {
    return new Raster(
        width,
        height,
        IntStream.range(0, width * height).map(i -> i % width << 12 | i / width).toArray());
  }

  private static DecodedPhoto photo(int width, int height) {
    return new DecodedPhoto(map(width, height), map(width, height));
  }

  @Test
  void aCloseUpIsAQuarterByAQuarterAroundItsMiddle() {
    Raster window = photo(2000, 1200).closeUp(0.5, 0.35);
    assertThat(window.width()).isEqualTo(500);
    assertThat(window.height()).isEqualTo(300);
    assertThat(window.rgb()[0]).isEqualTo(750 << 12 | 270);
    assertThat(window.rgb()[500 * 300 - 1]).isEqualTo(1249 << 12 | 569);
  }

  @Test
  void aCloseUpHasEnoughPixelsToBeMeasuredIfThePhotoHas() {
    Raster window = photo(300, 150).closeUp(0.7, 0.5);
    assertThat(window.width()).isEqualTo(192);
    assertThat(window.height()).isEqualTo(150);
    assertThat(window.rgb()[0]).isEqualTo(108 << 12);
  }

  @Test
  void aLargePhotoIsDecodedInFourTimesTheDetailThatIsMeasured()
      throws IOException, UndecodableException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2400, 1200, BufferedImage.TYPE_INT_RGB), "png", file);
    DecodedPhoto decoded = DecodedPhoto.of(new PhotoDecoder(Limits.DEFAULT), file.toByteArray());
    assertThat(decoded.whole().width()).isEqualTo(512);
    assertThat(decoded.large().width()).isEqualTo(2048);
  }
}
