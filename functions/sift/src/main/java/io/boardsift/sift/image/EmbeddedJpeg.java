package io.boardsift.sift.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * A whole JPEG file inside of another file: the preview that a camera puts next to its raw samples.
 *
 * @param file the JPEG
 * @param header what it says of itself, with a size
 */
record EmbeddedJpeg(byte[] file, ImageHeader header) {
  private static final int OLD_JPEG = 6;
  private static final int JPEG = 7;

  /** The one that a TIFF's directory points to, if it is a picture and no raw samples. */
  static Optional<EmbeddedJpeg> in(TiffDirectory directory) {
    long from = directory.whole(TiffTags.JPEG_PLACE);
    long length = directory.whole(TiffTags.JPEG_BYTES);
    int strips = directory.find(TiffTags.STRIP_PLACES);
    long compression = directory.whole(TiffTags.COMPRESSION);
    boolean isJpeg = compression == OLD_JPEG || compression == JPEG;
    if (from < 0 && isJpeg && strips >= 0 && directory.count(strips) == 1) {
      from = directory.whole(TiffTags.STRIP_PLACES);
      length = directory.whole(TiffTags.STRIP_BYTES);
    }
    int end = directory.bytes().length();
    if (from < 0 || length <= 0 || from > end || length > end - from) {
      return Optional.empty();
    }
    byte[] all = directory.bytes().data();
    byte[] file = Arrays.copyOfRange(all, (int) from, (int) (from + length));
    ImageHeader header = ImageHeader.read(file);
    // Raw samples are compressed by the lossless kind of JPEG, which has no colours yet.
    boolean isPicture =
        header.format() == ImageFormat.JPEG
            && header.pixels() > 0
            && JpegHeader.read(new Bytes(file)).isOrdinary();
    return isPicture ? Optional.of(new EmbeddedJpeg(file, header)) : Optional.empty();
  }
}
