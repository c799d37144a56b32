package io.boardsift.sift.image;

/** What decoding the first picture of a TIFF takes; the others are not looked at. */
final class TiffPicture {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;

  private TiffPicture() {}

  static DecodingCost cost(Bytes bytes) {
    TiffDirectory picture = TiffDirectory.first(bytes);
    long height = Math.max(1, picture.whole(HEIGHT));
    long pixels = Math.max(0, picture.whole(WIDTH)) * height;
    long samples = Math.max(1, picture.whole(SAMPLES));
    long rows = picture.whole(ROWS_PER_STRIP);
    // The directory's default is one strip that holds all.
    double strip = rows < 1 || rows > height ? 1 : (double) rows / height;
    double unpacked = strip * samples * Math.max(1, picture.whole(BITS)) / 8;
    // Two pictures of its own, or later three where it is laid on white.
    double inAll = Math.max(2 * LeptonicaCost.PIXEL + unpacked, samples % 2 == 0 ? 12 : 0);
    return new DecodingCost((long) (pixels * inAll), pixels);
  }
}
