package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;

/** A photo in black and white, as optical inspection makes it to compare copper with a drawing. */
final class TwoTones {
  private static final int TONES = 256;
  private static final int WHITE = 0xffffff;

  /** Surroundings are as wide and high as this part of the long side. */
  private static final int PART = 16;

  /** By how much of 255 black is darker than its surroundings: less is noise. */
  private static final int DARKER = 5;

  private TwoTones() {}

  /** White is what is above the one threshold that parts light from dark best (Otsu). */
  static Raster global(Raster photo) {
    int[] lumas = lumas(photo);
    int threshold = threshold(lumas);
    return picture(photo, i -> lumas[i] > threshold);
  }

  /** Black is what is darker than its surroundings, whatever the light. */
  static Raster local(Raster photo) {
    int[] lumas = lumas(photo);
    int width = photo.width();
    int height = photo.height();
    long[] sums = new long[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sums[(y + 1) * (width + 1) + x + 1] =
            lumas[y * width + x]
                + sums[y * (width + 1) + x + 1]
                + sums[(y + 1) * (width + 1) + x]
                - sums[y * (width + 1) + x];
      }
    }
    int reach = Math.max(2, Math.max(width, height) / PART / 2);
    return picture(
        photo,
        i -> {
          int left = Math.max(0, i % width - reach);
          int right = Math.min(width, i % width + reach + 1);
          int top = Math.max(0, i / width - reach);
          int bottom = Math.min(height, i / width + reach + 1);
          long sum =
              sums[bottom * (width + 1) + right]
                  - sums[top * (width + 1) + right]
                  - sums[bottom * (width + 1) + left]
                  + sums[top * (width + 1) + left];
          return (lumas[i] + DARKER) * (long) (right - left) * (bottom - top) > sum;
        });
  }

  private interface IsWhite {
    boolean at(int pixel);
  }

  private static Raster picture(Raster photo, IsWhite isWhite) {
    int[] rgb = new int[photo.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = isWhite.at(i) ? WHITE : 0;
    }
    return new Raster(photo.width(), photo.height(), rgb);
  }

  private static int[] lumas(Raster photo) {
    int[] lumas = new int[photo.rgb().length];
    for (int i = 0; i < lumas.length; i++) {
      lumas[i] = (int) Math.round(255 * Tones.luma(photo.rgb()[i]));
    }
    return lumas;
  }

  /** Where the two sides' means lie farthest apart, for how many pixels each side has. */
  private static int threshold(int[] lumas) {
    int[] counts = new int[TONES];
    double sum = 0;
    for (int luma : lumas) {
      counts[luma]++;
      sum += luma;
    }
    int best = 0;
    double most = -1;
    double dark = 0;
    double darkSum = 0;
    for (int tone = 0; tone < TONES - 1; tone++) {
      dark += counts[tone];
      darkSum += (double) counts[tone] * tone;
      double light = lumas.length - dark;
      if (dark > 0 && light > 0) {
        double apart = darkSum / dark - (sum - darkSum) / light;
        if (dark * light * apart * apart > most) {
          most = dark * light * apart * apart;
          best = tone;
        }
      }
    }
    return best;
  }
}
