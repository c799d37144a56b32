package io.boardsift.sift.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boardsift.sift.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
  private static Colours colours(Raster raster) {
    return Colours.of(raster, new Workspace().colours());
  }

  @ParameterizedTest
  @CsvSource({
    "ff0000, 0",
    "ff8000, 30.1",
    "ffff00, 60",
    "00ff00, 120",
    "00ffff, 180",
    "0000ff, 240",
    "ff00ff, 300",
    "ff0001, 359.8",
    "800000, 0",
    "a01f5e, 330.7",
    "808080, -1",
    "80809f, -1",
    "8080a0, 240",
  })
  void aClearColourHasItsPlaceOnTheCircle(String colour, double degrees) {
    assertThat(Colours.hue(Integer.parseInt(colour, 16))).isCloseTo(degrees, within(0.05));
  }

  @Test
  void aBandHoldsItsEndsAndMayGoAcrossRed() {
    // 359.8 and 0, 60, 120, and one that is grey
    Colours colours =
        colours(new Raster(5, 1, new int[] {0xff0001, 0xff0000, 0xffff00, 0x00ff00, 0x777777}));

    assertThat(colours.share(0, 0)).isEqualTo(0.2);
    assertThat(colours.share(359, 0)).isEqualTo(0.4);
    assertThat(colours.share(350, 60)).isEqualTo(0.6);
    assertThat(colours.share(60, 120)).isEqualTo(0.4);
    assertThat(colours.share(61, 119)).isZero();
    assertThat(colours.share(0, 359)).isEqualTo(0.6);
  }

  @Test
  void everyColourThereIsCountsInTheBandsThatItsHueIsIn() {
    int[][] bands = {{45, 70}, {60, 110}, {119, 121}, {180, 240}, {290, 330}, {330, 20}};
    int[] rgb = new int[1 << 16];
    for (int red = 0; red < 256; red++) {
      int[] counts = new int[bands.length];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = red << 16 | i;
        for (int band = 0; band < bands.length; band++) {
          counts[band] += isWithin(bands[band][0], bands[band][1], rgb[i]) ? 1 : 0;
        }
      }
      Colours colours = colours(new Raster(256, 256, rgb));
      for (int band = 0; band < bands.length; band++) {
        assertThat(colours.share(bands[band][0], bands[band][1]))
            .isEqualTo(counts[band] / (double) rgb.length);
      }
      assertThat(colours.variety()).isEqualTo(1);
    }
  }

  /**
   * In whole numbers: the hue in sixtieths of a degree times chroma, by the textbook's sextants.
   */
  private static boolean isWithin(int from, int to, int pixel) {
    int red = pixel >> 16 & 255;
    int green = pixel >> 8 & 255;
    int blue = pixel & 255;
    int max = Math.max(red, Math.max(green, blue));
    int min = Math.min(red, Math.min(green, blue));
    int chroma = max - min;
    if (chroma <= 0.12 * 255 + 0.5) {
      return false;
    }
    int up;
    if (blue == min && red >= green) {
      up = 60 * (green - min);
    } else if (blue == min) {
      up = 120 * chroma - 60 * (red - min);
    } else if (red == min && green >= blue) {
      up = 120 * chroma + 60 * (blue - min);
    } else if (red == min) {
      up = 240 * chroma - 60 * (green - min);
    } else if (blue >= red) {
      up = 240 * chroma + 60 * (red - min);
    } else {
      up = 360 * chroma - 60 * (blue - min);
    }
    boolean isFromThere = up >= from * chroma;
    boolean isUpToThere = up <= to * chroma;
    return from <= to ? isFromThere && isUpToThere : isFromThere || isUpToThere;
  }
}
