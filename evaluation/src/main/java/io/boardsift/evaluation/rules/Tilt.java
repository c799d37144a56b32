package io.boardsift.evaluation.rules;

import io.boardsift.sift.image.Raster;

/**
 * A photo as if it lay on a grey bench and the camera looked at it from the side: its far edge is
 * short, and lines that are parallel on it run together.
 *
 * @param far how long the far edge is, as a share of the near one, above 0 and below 1
 * @param lean how far the far edge is moved to the right, as a share of the width
 */
record Tilt(double far, double lean) {
  private static final int BENCH = 0xb8b8b4;

  /** What is seen of the bench behind the photo, as a share of the height. */
  private static final double BEHIND = 0.15;

  /** Each pixel is the mean of so many by so many points, as the far part is made smaller. */
  private static final int POINTS = 3;

  Raster of(Raster photo) {
    int width = photo.width();
    int height = photo.height();
    int[] rgb = new int[width * height];
    for (int i = 0; i < rgb.length; i++) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int point = 0; point < POINTS * POINTS; point++) {
        double x = (i % width + (point % POINTS + 0.5) / POINTS) / width;
        double y =
            (Math.floorDiv(i, width) + (Math.floorDiv(point, POINTS) + 0.5) / POINTS) / height;
        int pixel = at(photo, x, y);
        red += pixel >> 16 & 255;
        green += pixel >> 8 & 255;
        blue += pixel & 255;
      }
      int points = POINTS * POINTS;
      rgb[i] = ((red / points) << 16) | ((green / points) << 8) | (blue / points);
    }
    return new Raster(width, height, rgb);
  }

  /** What is seen at a place of the frame, 0 to 1 each way. */
  private int at(Raster photo, double x, double y) {
    double near = (y - BEHIND) / (1 - BEHIND);
    // How large things are there falls evenly from the near edge to the far one, and with it the
    // distance grows as its inverse.
    double size = far + (1 - far) * near;
    double down = (1 / far - 1 / size) / (1 / far - 1);
    double across = (x - 0.5 - lean * (1 - near)) / size + 0.5;
    if (near < 0 || across < 0 || across >= 1) {
      return BENCH;
    }
    int column = (int) (across * photo.width());
    int row = Math.clamp((long) (down * photo.height()), 0, photo.height() - 1);
    return photo.rgb()[row * photo.width() + column];
  }
}
