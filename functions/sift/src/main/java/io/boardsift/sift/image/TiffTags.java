package io.boardsift.sift.image;

import java.util.Set;

/**
 * The tags of TIFF that decoding asks for.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 */
final class TiffTags {
  static final int SUBFILE = 254;
  static final int OLD_SUBFILE = 255;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_PLACES = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_PLACES = 324;
  static final int TILE_BYTES = 325;
  static final int SUB_DIRECTORIES = 330;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int LARGEST_SAMPLE = 281;
  static final int LARGEST_SAMPLE_OF_ANY_FORMAT = 341;
  static final int JPEG_PLACE = 513;
  static final int JPEG_BYTES = 514;
  static final int DNG_VERSION = 50706;

  /**
   * What a decoder needs to know of a picture. Others can ask it for much memory (texts, profiles,
   * further directories) or lead it elsewhere, and none of them shows.
   */
  static final Set<Integer> NEEDED =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          266, // the order of bits in a byte
          ORIENTATION,
          STRIP_PLACES,
          SAMPLES,
          ROWS_PER_STRIP,
          STRIP_BYTES,
          PLANAR,
          292, // fax options
          293,
          317, // predictor
          320, // palette
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_PLACES,
          TILE_BYTES,
          332, // inks
          EXTRA_SAMPLES,
          SAMPLE_FORMAT,
          347, // tables of a JPEG
          512, // the same of the old way to put one into a TIFF
          JPEG_PLACE,
          JPEG_BYTES,
          515,
          519,
          520,
          521,
          529, // colours from brightness and colour differences
          530,
          531,
          532);

  private TiffTags() {}
}
