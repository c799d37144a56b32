package io.boardsift.sift.image;

import java.util.Locale;

/**
 * What a camera wrote about a photo.
 *
 * @param camera maker and model in lower case, or the empty string
 * @param exposureSeconds how long the shutter was open, or NaN where unknown
 * @param iso the sensor's sensitivity, or NaN where unknown
 * @param orientation how the picture lies in the file, 1 to 8: 1 is upright, 3 upside down, 6 is to
 *     be turned right and 8 left by a quarter, the others are mirrored; 1 where unknown
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3</a>
 */
public record Exif(String camera, double exposureSeconds, double iso, int orientation) {
  /** The orientation of a picture that lies as it is to be seen. */
  static final int UPRIGHT = 1;

  /** From this orientation on, the picture's width in the file is its height as it is seen. */
  static final int FIRST_ON_ITS_SIDE = 5;

  static final Exif NONE = new Exif("", Double.NaN, Double.NaN, UPRIGHT);

  private static final int LAST_ORIENTATION = 8;

  private static final int MAKER = 0x10f;
  private static final int MODEL = 0x110;
  private static final int SHOT = 0x8769;
  private static final int EXPOSURE_TIME = 0x829a;
  private static final int ISO = 0x8827;

  /** Reads a TIFF block as it stands behind {@code Exif\0\0}; what is broken in it is not there. */
  static Exif read(byte[] tiff) {
    Bytes bytes = new Bytes(tiff);
    if (!bytes.has(0, "II*\0") && !bytes.has(0, "MM\0*")) {
      return NONE;
    }
    TiffDirectory image = TiffDirectory.first(bytes);
    TiffDirectory shot = image.child(SHOT);
    return new Exif(
        (image.text(MAKER) + " " + image.text(MODEL)).strip().toLowerCase(Locale.ROOT),
        shot.number(EXPOSURE_TIME),
        shot.number(ISO),
        orientation(image.whole(TiffTags.ORIENTATION)));
  }

  /** What a tag tells of the orientation, or that the picture is upright. */
  static int orientation(long told) {
    return told >= UPRIGHT && told <= LAST_ORIENTATION ? (int) told : UPRIGHT;
  }
}
