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
    int[] lefts = new int[side];
    int[] rights = new int[side];
    for (int column = 0; column < side; column++) {
      lefts[column] = column * width / side;
      rights[column] = Math.max(lefts[column] + 1, (column + 1) * width / side);
    }
    double[][] cells = new double[side][side];
    for (int row = 0; row < side; row++) {
      int top = row * height / side;
      int bottom = Math.max(top + 1, (row + 1) * height / side);
      double[] sums = cells[row];
      // Line by line, so that one cell's sum need not wait for that of the cell before.
      for (int y = top; y < bottom; y++) {
        for (int column = 0; column < side; column++) {
          double sum = sums[column];
          for (int i = y * width + lefts[column]; i < y * width + rights[column]; i++) {
            sum += Math.max(0, values[i] - noise);
          }
          sums[column] = sum;
        }
      }
      for (int column = 0; column < side; column++) {
        sums[column] /= (rights[column] - lefts[column]) * (bottom - top);
      }
    }
    return cells;
  }
}
