package io.boardsift.sift.evidence;

import io.boardsift.sift.image.ImageHeader;

/** What a photo's first bytes tell, as measures. */
final class HeaderMeasures {
  private HeaderMeasures() {}

  static Evidence measure(ImageHeader header, long size, Evidence before) {
    Evidence evidence = before.with(Measures.FORMAT, header.format().word());
    if (header.pixels() > 0) {
      evidence =
          evidence
              .with(Measures.WIDTH, header.width())
              .with(Measures.HEIGHT, header.height())
              .with(Measures.MEGAPIXELS, header.pixels() / 1e6);
      if (size >= 0) {
        evidence = evidence.with(Measures.BYTES_PER_PIXEL, (double) size / header.pixels());
      }
    }
    return evidence
        .with(Measures.CAMERA, header.exif().camera())
        .with(Measures.EXPOSURE_TIME, header.exif().exposureSeconds())
        .with(Measures.ISO, header.exif().iso());
  }
}
