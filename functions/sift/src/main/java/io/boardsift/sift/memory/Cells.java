package io.boardsift.sift.memory;

/** A picture's values averaged over a grid of cells, as prints begin with it. */
final class Cells {
  private Cells() {}

  /**
   * The mean of each cell, row by row; a small photo's pixels serve several.
   *
   * @param values of each pixel, row by row
   * @param noise is taken from each value first; what is less counts as nothing
   * @param side how many cells there are across, and down
   */
  static double[][] means(int width, int height, float[] values, float noise, int side) {
    double[][] cells = new double[side][side];
    for (int row = 0; row < side; row++) {
      int top = row * height / side;
      int bottom = Math.max(top + 1, (row + 1) * height / side);
      for (int column = 0; column < side; column++) {
        int left = column * width / side;
        int right = Math.max(left + 1, (column + 1) * width / side);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int i = y * width + left; i < y * width + right; i++) {
            sum += Math.max(0, values[i] - noise);
          }
        }
        cells[row][column] = sum / ((right - left) * (bottom - top));
      }
    }
    return cells;
  }
}
