package io.boardsift.sift.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.OptionalLong;

/**
 * Makes of samples of any depth what the photo shows. Cameras put 10, 12 or 14 bits into 16, so the
 * largest value says more of what is white than the container does.
 */
final class SampleScaling {
  /** Depths of sensors; a picture is as deep as the smallest that holds its largest value. */
  private static final int[] DEPTHS = {8, 10, 12, 14};

  private SampleScaling() {}

  /**
   * The picture with three colours of 8 bits, without transparency.
   *
   * @param told which value stands for white, where the file says it
   * @param isWhiteZero whether samples were the larger the darker, and were turned over within
   *     their container
   * @param longSide of the result at most, in pixels
   * @throws UndecodableException if samples of floating point are infinite or no numbers
   */
  static Raster reduced(BufferedImage image, OptionalLong told, boolean isWhiteZero, int longSide)
      throws UndecodableException {
    int width = image.getWidth();
    int height = image.getHeight();
    Rows rows = rows(image, isWhiteZero);
    Range range = Range.of(rows, width, height);
    double least = range.least();
    double white = rows.white(range.largest(), told);
    double alphaWhite = rows.alphaWhite();
    boolean isLaidOnWhite = rows.hasAlpha() && !Alpha.hidesAll(range.alpha() / alphaWhite);
    boolean isMultiplied = image.isAlphaPremultiplied();
    Reduction reduction = Reduction.of(width, height, longSide);
    double[] row = new double[rows.channels() * width];
    double[] colours = new double[3 * width];
    for (int y = 0; y < height; y++) {
      rows.read(y, row);
      for (int x = 0; x < width; x++) {
        int at = x * rows.channels();
        double alpha = isLaidOnWhite ? row[at + rows.channels() - 1] / alphaWhite : 1;
        for (int colour = 0; colour < 3; colour++) {
          double sample = row[at + (rows.isGrey() ? 0 : colour)];
          double share = Math.clamp((sample - least) / (white - least), 0, 1);
          double tone = rows.isTurned() ? 1 - share : share;
          colours[3 * x + colour] = (isMultiplied ? tone : alpha * tone) + 1 - alpha;
        }
      }
      reduction.add(colours);
    }
    return reduction.raster();
  }

  private static Rows rows(BufferedImage image, boolean isWhiteZero) {
    boolean isDirect = image.getColorModel() instanceof ComponentColorModel;
    int colours = image.getColorModel().getNumColorComponents();
    int kind = image.getColorModel().getColorSpace().getType();
    boolean isGrey = colours == 1 && kind == ColorSpace.TYPE_GRAY;
    boolean isColour = colours == 3 && kind == ColorSpace.TYPE_RGB;
    return isDirect && (isGrey || isColour)
        ? new SampleRows(image, isGrey, isWhiteZero)
        : new ShownRows(image);
  }

  /**
   * Between which values samples lie.
   *
   * @param least of all colours, 0 or less
   * @param largest of all colours, 0 or more
   * @param alpha the mean of the alpha channel, if there is one
   */
  private record Range(double least, double largest, double alpha) {
    static Range of(Rows rows, int width, int height) throws UndecodableException {
      if (rows.areBytes() && !rows.hasAlpha()) {
        return new Range(0, 255, 0);
      }
      double least = 0;
      double largest = 0;
      double alpha = 0;
      double[] row = new double[rows.channels() * width];
      for (int y = 0; y < height; y++) {
        rows.read(y, row);
        for (int i = 0; i < row.length; i++) {
          if (!Double.isFinite(row[i])) {
            throw new UndecodableException("some of the samples are not numbers");
          }
          if (rows.hasAlpha() && i % rows.channels() == rows.channels() - 1) {
            alpha += row[i];
          } else {
            least = Math.min(least, row[i]);
            largest = Math.max(largest, row[i]);
          }
        }
      }
      return new Range(least, largest, alpha / ((double) width * height));
    }
  }

  /** Reads a picture row by row, as numbers. */
  private interface Rows {
    int channels();

    boolean isGrey();

    /** Whether each is 0 to 255, and white is 255. */
    boolean areBytes();

    /** Whether the largest number is black. */
    boolean isTurned();

    /** Whether the last channel is alpha. */
    boolean hasAlpha();

    void read(int y, double[] row);

    /** Which number is white. */
    double white(double largest, OptionalLong told);

    /** Which number of the alpha channel hides nothing. */
    double alphaWhite();
  }

  /** The samples themselves: a colour model would bend the tones of deep grey ones. */
  private record SampleRows(BufferedImage image, boolean isGrey, boolean isTurned) implements Rows {
    @Override
    public int channels() {
      return image.getRaster().getNumBands();
    }

    @Override
    public boolean areBytes() {
      return image.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE
          && containerWhite() == 255
          && !isTurned;
    }

    @Override
    public boolean hasAlpha() {
      return image.getColorModel().hasAlpha();
    }

    @Override
    public void read(int y, double[] row) {
      image.getRaster().getPixels(0, y, image.getWidth(), 1, row);
      if (isTurned) {
        double most = containerWhite();
        for (int i = 0; i < row.length; i++) {
          row[i] = most - row[i];
        }
      }
    }

    @Override
    public double white(double largest, OptionalLong told) {
      double container = isFloatingPoint() ? Math.max(1, largest) : containerWhite();
      if (isFloatingPoint() ? largest <= 1 : container <= 255) {
        return container;
      }
      if (told.isPresent() && told.getAsLong() >= largest && told.getAsLong() < container) {
        return told.getAsLong();
      }
      for (int depth : DEPTHS) {
        if (largest < 1 << depth) {
          return (1 << depth) - 1;
        }
      }
      return container;
    }

    @Override
    public double alphaWhite() {
      return isFloatingPoint() ? 1 : containerWhite();
    }

    private double containerWhite() {
      return Math.pow(2, image.getSampleModel().getSampleSize(0)) - 1;
    }

    private boolean isFloatingPoint() {
      int type = image.getSampleModel().getDataType();
      return type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    }
  }

  /** The colours that the picture's colour model makes: palettes, packed pixels, inks. */
  private record ShownRows(BufferedImage image) implements Rows {
    @Override
    public int channels() {
      return 4;
    }

    @Override
    public boolean isGrey() {
      return false;
    }

    @Override
    public boolean areBytes() {
      return true;
    }

    @Override
    public boolean isTurned() {
      return false;
    }

    @Override
    public boolean hasAlpha() {
      return true;
    }

    @Override
    public void read(int y, double[] row) {
      int[] pixels = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
      for (int x = 0; x < pixels.length; x++) {
        row[4 * x] = pixels[x] >> 16 & 255;
        row[4 * x + 1] = pixels[x] >> 8 & 255;
        row[4 * x + 2] = pixels[x] & 255;
        row[4 * x + 3] = pixels[x] >>> 24;
      }
    }

    @Override
    public double white(double largest, OptionalLong told) {
      return 255;
    }

    @Override
    public double alphaWhite() {
      return 255;
    }
  }
}
