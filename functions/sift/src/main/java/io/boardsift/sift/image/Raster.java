package io.boardsift.sift.image;

/**
 * A decoded photo, reduced for measuring.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code width * height} pixels row by row, 0xRRGGBB each; not copied, not to be changed
 */
public record Raster(int width, int height, int[] rgb) {
  public Raster {
    if (width < 1 || height < 1 || rgb.length != width * height) {
      throw new IllegalArgumentException(
          "no raster: " + width + " x " + height + " with " + rgb.length + " pixels");
    }
  }
}
