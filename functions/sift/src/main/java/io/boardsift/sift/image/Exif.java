package io.boardsift.sift.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.util.Locale;

/**
 * What a camera wrote about a photo.
 *
 * @param camera maker and model in lower case, or the empty string
 * @param exposureSeconds how long the shutter was open, or NaN where unknown
 * @param iso the sensor's sensitivity, or NaN where unknown
 */
public record Exif(String camera, double exposureSeconds, double iso) {
  static final Exif NONE = new Exif("", Double.NaN, Double.NaN);

  /** Reads a TIFF block as it stands behind {@code Exif\0\0}; NONE if it is broken. */
  static Exif read(byte[] tiff) {
    Metadata metadata = new Metadata();
    try {
      new ExifReader().extract(new ByteArrayReader(tiff), metadata);
    } catch (RuntimeException e) {
      // Cameras write what they like here; nothing in it is worth failing for.
      return NONE;
    }
    ExifIFD0Directory image = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    ExifSubIFDDirectory shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    String maker = image == null ? null : image.getString(ExifIFD0Directory.TAG_MAKE);
    String model = image == null ? null : image.getString(ExifIFD0Directory.TAG_MODEL);
    return new Exif(
        (orEmpty(maker) + " " + orEmpty(model)).strip().toLowerCase(Locale.ROOT),
        number(shot, ExifSubIFDDirectory.TAG_EXPOSURE_TIME),
        number(shot, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text.strip();
  }

  private static double number(ExifSubIFDDirectory directory, int tag) {
    Double number = directory == null ? null : directory.getDoubleObject(tag);
    return number == null ? Double.NaN : number;
  }
}
