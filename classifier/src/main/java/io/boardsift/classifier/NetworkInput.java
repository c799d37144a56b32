package io.boardsift.classifier;

import io.boardsift.sift.image.Raster;
import java.nio.FloatBuffer;

/**
 * A picture as the backbone takes it: squashed to a square, red, green and blue apart, (value -
 * 127) / 128. Reduced with a triangle filter over all pixels that an output pixel covers; a plain
 * bilinear look-up would skip some of them.
 */
final class NetworkInput {
  /** The square's side in pixels. */
  static final int SIDE = 224;

  private NetworkInput() {}

  static FloatBuffer of(Raster picture) {
    float[][] narrow = narrow(picture);
    Axis down = new Axis(picture.height());
    float[] input = new float[3 * SIDE * SIDE];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < SIDE; y++) {
        float[] weights = down.weights[y];
        int to = (channel * SIDE + y) * SIDE;
        for (int i = 0; i < weights.length; i++) {
          int from = (down.first[y] + i) * SIDE;
          for (int x = 0; x < SIDE; x++) {
            input[to + x] += weights[i] * narrow[channel][from + x];
          }
        }
      }
    }
    for (int i = 0; i < input.length; i++) {
      input[i] = (input[i] - 127) / 128;
    }
    return FloatBuffer.wrap(input);
  }

  /** Red, green and blue of the picture squashed to the square's width. */
  private static float[][] narrow(Raster picture) {
    Axis across = new Axis(picture.width());
    float[][] narrow = new float[3][picture.height() * SIDE];
    for (int y = 0; y < picture.height(); y++) {
      int row = y * picture.width();
      for (int x = 0; x < SIDE; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        float[] weights = across.weights[x];
        for (int i = 0; i < weights.length; i++) {
          int pixel = picture.rgb()[row + across.first[x] + i];
          red += weights[i] * (pixel >> 16 & 255);
          green += weights[i] * (pixel >> 8 & 255);
          blue += weights[i] * (pixel & 255);
        }
        int at = y * SIDE + x;
        narrow[0][at] = red;
        narrow[1][at] = green;
        narrow[2][at] = blue;
      }
    }
    return narrow;
  }

  /** Which pixels of a row or column make each output pixel, and with what weights. */
  private static final class Axis {
    private final int[] first = new int[SIDE];
    private final float[][] weights = new float[SIDE][];

    Axis(int length) {
      double scale = (double) length / SIDE;
      double reach = Math.max(1, scale);
      for (int i = 0; i < SIDE; i++) {
        double centre = (i + 0.5) * scale - 0.5;
        int from = Math.max(0, (int) Math.ceil(centre - reach));
        int to = Math.min(length - 1, (int) Math.floor(centre + reach));
        first[i] = from;
        weights[i] = new float[to - from + 1];
        double sum = 0;
        for (int j = from; j <= to; j++) {
          double weight = Math.max(1e-6, 1 - Math.abs(j - centre) / reach);
          weights[i][j - from] = (float) weight;
          sum += weight;
        }
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] /= (float) sum;
        }
      }
    }
  }
}
