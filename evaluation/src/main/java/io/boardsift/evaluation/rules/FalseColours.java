package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;

/** Colours that stand for brightness or warmth, as thermal cameras and viewers choose them. */
enum FalseColours {
  JET(0x000080, 0x0000ff, 0x00ffff, 0xffff00, 0xff0000, 0x800000),
  IRON(0x000000, 0x20008c, 0xcc0077, 0xff8800, 0xffd700, 0xffffff),
  VIRIDIS(0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725),
  GREEN(0x000000, 0x33ff33);

  /** From dark to light, equally far apart. */
  @SuppressWarnings("ImmutableEnumChecker") // Nobody else sees them.
  private final int[] stops;

  FalseColours(int... stops) {
    this.stops = stops;
  }

  Raster of(Raster photo) {
    int[] rgb = new int[photo.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = colour(Tones.luma(photo.rgb()[i]));
    }
    return new Raster(photo.width(), photo.height(), rgb);
  }

  private int colour(double luma) {
    double place = luma * (stops.length - 1);
    int stop = Math.min(stops.length - 2, (int) place);
    double share = place - stop;
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = stops[stop] >> shift & 255;
      int to = stops[stop + 1] >> shift & 255;
      mixed = mixed << 8 | (int) Math.round(from + share * (to - from));
    }
    return mixed;
  }
}
