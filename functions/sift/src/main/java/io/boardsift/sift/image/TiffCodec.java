package io.boardsift.sift.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decodes TIFF: what most cameras write by the image library, all else (more than 8 bits, tiles,
 * planes, floating point, transparency, BigTIFF) by a reader in Java, and of a camera's raw file
 * the JPEG in it.
 */
final class TiffCodec implements Codec {
  static final Codec INSTANCE = new TiffCodec();

  /**
   * None, modified Huffman, fax groups 3 and 4, LZW, JPEG in the old way and the new, deflate under
   * both its numbers, PackBits.
   */
  private static final Set<Long> DECODED = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32946L, 32773L);

  private static final Map<Long, String> NAMES =
      Map.of(
          34712L, "JPEG 2000",
          34892L, "lossy JPEG of a raw file",
          34925L, "LZMA",
          50000L, "Zstandard",
          50001L, "WebP",
          50002L, "JPEG XL");

  private static final int GREY_FROM_WHITE = 0;
  private static final int GREY = 1;
  private static final int COLOURS = 2;
  private static final int PALETTE = 3;
  private static final int INKS = 5;
  private static final int LUMA_AND_CHROMA = 6;
  private static final int LAB = 8;

  private static final int UNSIGNED = 1;
  private static final int SIGNED = 2;
  private static final int FLOATING_POINT = 3;

  private TiffCodec() {}

  @Override
  public Plan plan(ImageHeader header, Bytes file, int longSide, Limits limits)
      throws UndecodableException {
    TiffPhoto photo = TiffPhoto.of(file);
    if (photo.preview().isPresent()) {
      EmbeddedJpeg preview = photo.preview().get();
      return LeptonicaCodec.INSTANCE.plan(
          preview.header(), new Bytes(preview.file()), longSide, limits);
    }
    TiffDirectory picture = photo.directory();
    check(picture, limits);
    byte[] single = SinglePictureTiff.of(picture);
    if (isPlain(picture)) {
      return LeptonicaCodec.INSTANCE.plan(header, new Bytes(single), longSide, limits);
    }
    Plan plan =
        new ImageIoDecoding(
                () -> new TIFFImageReaderSpi().createReaderInstance(null),
                single,
                header.pixels(),
                bytesPerPixel(picture),
                white(picture),
                picture.whole(TiffTags.PHOTOMETRIC) == GREY_FROM_WHITE)
            .plan(longSide);
    // The image library turns the others itself.
    int orientation = Exif.orientation(picture.whole(TiffTags.ORIENTATION));
    return new Plan(
        plan.cost(),
        () -> plan.decoding().run().map(raster -> Rendering.upright(raster, orientation)));
  }

  private static void check(TiffDirectory picture, Limits limits) throws UndecodableException {
    long compression = Math.max(1, picture.whole(TiffTags.COMPRESSION));
    if (!DECODED.contains(compression)) {
      throw new UndecodableException(
          "a TIFF compressed by %s is not decoded"
              .formatted(NAMES.getOrDefault(compression, "method " + compression)));
    }
    long format = picture.whole(TiffTags.SAMPLE_FORMAT);
    if (format > FLOATING_POINT) {
      throw new UndecodableException("a TIFF of samples of kind " + format + " is not decoded");
    }
    if (format != FLOATING_POINT && bits(picture) > 16) {
      throw new UndecodableException(
          "a TIFF of whole numbers of %d bits is not decoded".formatted(bits(picture)));
    }
    boolean isTurned = picture.whole(TiffTags.PHOTOMETRIC) == GREY_FROM_WHITE;
    if (isTurned && (format > UNSIGNED || samples(picture) > 1)) {
      throw new UndecodableException(
          "a TIFF in which 0 is white is decoded only of one unsigned sample a pixel");
    }
    if (samples(picture) > 8) {
      throw new UndecodableException(
          "a TIFF of %d samples a pixel is not decoded".formatted(samples(picture)));
    }
    if (isTiled(picture)) {
      long width = picture.whole(TiffTags.TILE_WIDTH);
      long height = picture.whole(TiffTags.TILE_HEIGHT);
      if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
        throw new UndecodableException("a file of format tiff is damaged: tiles without a size");
      }
      limits.checkPixels(width * height);
    }
  }

  /** Whether the image library decodes it as it looks. */
  private static boolean isPlain(TiffDirectory picture) {
    return !picture.isBig()
        && !isTiled(picture)
        && isOfPlainColours(picture)
        && bits(picture) <= 8
        && picture.whole(TiffTags.PLANAR) <= 1
        && picture.whole(TiffTags.SAMPLE_FORMAT) <= UNSIGNED;
  }

  /** Without a sample that the colours do not need, which might be transparency. */
  private static boolean isOfPlainColours(TiffDirectory picture) {
    long samples = samples(picture);
    return switch ((int) picture.whole(TiffTags.PHOTOMETRIC)) {
      case GREY_FROM_WHITE, GREY, PALETTE -> samples == 1;
      case COLOURS, LUMA_AND_CHROMA, LAB -> samples == 3;
      case INKS -> samples == 4;
      default -> false;
    };
  }

  private static boolean isTiled(TiffDirectory picture) {
    return picture.find(TiffTags.TILE_WIDTH) >= 0 || picture.find(TiffTags.TILE_PLACES) >= 0;
  }

  private static long samples(TiffDirectory picture) {
    return Math.max(1, picture.whole(TiffTags.SAMPLES));
  }

  private static long bits(TiffDirectory picture) {
    return Math.max(1, picture.largest(TiffTags.BITS));
  }

  private static int bytesPerPixel(TiffDirectory picture) {
    return (int) (samples(picture) * Math.ceilDiv(bits(picture), 8L));
  }

  /** Which value stands for white, where the file says it. */
  private static OptionalLong white(TiffDirectory picture) {
    long white =
        Math.max(
            picture.largest(TiffTags.LARGEST_SAMPLE),
            picture.whole(TiffTags.SAMPLE_FORMAT) <= SIGNED
                ? picture.largest(TiffTags.LARGEST_SAMPLE_OF_ANY_FORMAT)
                : -1);
    return white > 0 ? OptionalLong.of(white) : OptionalLong.empty();
  }
}
