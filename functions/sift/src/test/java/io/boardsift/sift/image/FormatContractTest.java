package io.boardsift.sift.image;

import static io.boardsift.sift.image.PictureFiles.COLOURS;
import static io.boardsift.sift.image.PictureFiles.COLOURS_AND_ALPHA;
import static io.boardsift.sift.image.PictureFiles.GREY;
import static io.boardsift.sift.image.PictureFiles.GREY_AND_ALPHA;
import static io.boardsift.sift.image.PictureFiles.chunk;
import static io.boardsift.sift.image.PictureFiles.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.TiffWriter.Layout;
import io.boardsift.sift.image.TiffWriter.Page;
import io.boardsift.sift.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What every decoder owes: the same picture in another format is the same picture, and so gets the
 * same decision. A new format or depth joins by a row in {@link Way}.
 */
class FormatContractTest {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);

  /** Of the development photos every so many, so that some 30 of each kind are tried. */
  private static final int BOARDS_STEP = 5;

  private static final int OTHERS_STEP = 14;

  /** Damaged copies of a file. */
  private static final int DAMAGED = 100;

  /** The image library counts parts of pixels in sixteenths: at a sharp edge, so many tones. */
  private static final int SIXTEENTHS = 12;

  /** A way to write a picture to a file without loss, or with a loss that is known. */
  enum Way {
    PNG(raster -> png(raster, COLOURS, 0)),
    PNG_INTERLACED(raster -> PictureFiles.java(raster, "png", null, true)),
    PNG_TRANSPARENT_COLOUR(raster -> png(raster, COLOURS, 0, chunk("tRNS", new byte[6]))),
    PNG_OPAQUE(raster -> png(raster, COLOURS_AND_ALPHA, 255)),
    PNG_ALPHA_0(raster -> png(raster, COLOURS_AND_ALPHA, 0)),
    PNG_ALPHA_1(raster -> png(raster, COLOURS_AND_ALPHA, 1)),
    PNG_10_IN_16(raster -> png(raster, COLOURS, 16, 10, 0)),
    PNG_12_IN_16(raster -> png(raster, COLOURS, 16, 12, 0)),
    PNG_14_IN_16(raster -> png(raster, COLOURS, 16, 14, 0)),
    PNG_16(raster -> png(raster, COLOURS, 16, 16, 0)),
    PNG_16_ALPHA_0(raster -> png(raster, COLOURS_AND_ALPHA, 16, 16, 0)),
    BMP_24(raster -> PictureFiles.java(raster, "bmp", null, false)),
    BMP_32_RESERVED_0(raster -> PictureFiles.bmp32(raster, 0, false)),
    BMP_32_RESERVED_255(raster -> PictureFiles.bmp32(raster, 255, false)),
    BMP_32_OPAQUE(raster -> PictureFiles.bmp32(raster, 255, true)),
    BMP_32_ALPHA_0(raster -> PictureFiles.bmp32(raster, 0, true)),
    BMP_565(PictureFiles::bmp565, false, 8),
    WEBP_LOSSLESS(LibraryWriter::webp),
    JPEG_2000_LOSSLESS(LibraryWriter::jpeg2000),
    TIFF(raster -> TiffWriter.write(Page.of(raster))),
    TIFF_BIG_ENDIAN(raster -> TiffWriter.writeBigEndian(Page.of(raster))),
    TIFF_LZW(raster -> PictureFiles.java(raster, "tiff", "LZW", false)),
    TIFF_DEFLATE(raster -> PictureFiles.java(raster, "tiff", "Deflate", false)),
    TIFF_PACK_BITS(raster -> PictureFiles.java(raster, "tiff", "PackBits", false)),
    TIFF_TILES(raster -> TiffWriter.write(Page.of(raster).as(Layout.TILES))),
    TIFF_PLANES(raster -> TiffWriter.write(Page.of(raster).as(Layout.PLANES))),
    TIFF_ALPHA_0(raster -> TiffWriter.write(Page.of(raster).withAlpha(0, 2))),
    TIFF_ALPHA_0_MULTIPLIED(raster -> TiffWriter.write(Page.of(raster).withAlpha(0, 1))),
    TIFF_OPAQUE(raster -> TiffWriter.write(Page.of(raster).withAlpha(255, 2))),
    TIFF_10_IN_16(raster -> TiffWriter.write(Page.of(raster).deep(16, 10))),
    TIFF_12_IN_16(raster -> TiffWriter.write(Page.of(raster).deep(16, 12))),
    TIFF_14_IN_16(raster -> TiffWriter.write(Page.of(raster).deep(16, 14))),
    TIFF_16(raster -> TiffWriter.write(Page.of(raster).deep(16, 16))),
    TIFF_16_BIG_ENDIAN(raster -> TiffWriter.writeBigEndian(Page.of(raster).deep(16, 16))),
    TIFF_16_TILES(raster -> TiffWriter.write(Page.of(raster).deep(16, 16).as(Layout.TILES))),
    TIFF_FLOATING_POINT(raster -> TiffWriter.write(Page.of(raster).floating(1))),
    BIG_TIFF(raster -> TiffWriter.writeBig(Page.of(raster))),
    BIG_TIFF_12_IN_16(raster -> TiffWriter.writeBig(Page.of(raster).deep(16, 12))),
    TIFF_WITH_THUMBNAIL_FIRST(
        raster -> TiffWriter.write(Page.of(thumbnail(raster)).reduced(), Page.of(raster))),
    TIFF_WITH_THUMBNAIL_BEHIND(
        raster -> TiffWriter.write(Page.of(raster), Page.of(thumbnail(raster)).reduced())),

    GREY_PNG(raster -> png(raster, GREY, 0), true, 1),
    GREY_PNG_TRANSPARENT_TONE(raster -> png(raster, GREY, 0, chunk("tRNS", new byte[2])), true, 1),
    GREY_PNG_ALPHA_0(raster -> png(raster, GREY_AND_ALPHA, 0), true, 1),
    GREY_PNG_8_IN_16(raster -> png(raster, GREY, 16, 8, 0), true, 1),
    GREY_PNG_10_IN_16(raster -> png(raster, GREY, 16, 10, 0), true, 1),
    GREY_PNG_12_IN_16(raster -> png(raster, GREY, 16, 12, 0), true, 1),
    GREY_PNG_12_IN_16_SAID(
        raster -> png(raster, GREY, 16, 12, 0, chunk("sBIT", new byte[] {12})), true, 1),
    GREY_PNG_16(raster -> png(raster, GREY, 16, 16, 0), true, 1),
    /** Twelve bits that the camera put into the higher ones. */
    GREY_PNG_16_OF_12_SAID(
        raster -> png(raster, GREY, 16, 16, 0, chunk("sBIT", new byte[] {12})), true, 1),
    GREY_PNG_16_INTERLACED(PictureFiles::interlacedDeepPng, true, 1),
    GREY_BMP_RUN_LENGTHS(PictureFiles::bmpRunLengths, true, 1),
    GREY_TIFF(raster -> TiffWriter.write(Page.grey(raster)), true, 1),
    GREY_TIFF_WHITE_IS_ZERO(raster -> TiffWriter.write(Page.grey(raster).whiteIsZero(8)), true, 1),
    GREY_TIFF_10_IN_16(raster -> TiffWriter.write(Page.grey(raster).deep(16, 10)), true, 1),
    GREY_TIFF_12_IN_16(raster -> TiffWriter.write(Page.grey(raster).deep(16, 12)), true, 1),
    GREY_TIFF_10_PACKED(raster -> TiffWriter.write(Page.grey(raster).deep(10, 10)), true, 1),
    GREY_TIFF_12_PACKED(raster -> TiffWriter.write(Page.grey(raster).deep(12, 12)), true, 1),
    GREY_TIFF_16_WHITE_IS_ZERO(
        raster -> TiffWriter.write(Page.grey(raster).deep(16, 16).whiteIsZero(16)), true, 1),
    GREY_TIFF_12_IN_16_WHITE_IS_ZERO(
        raster -> TiffWriter.write(Page.grey(raster).deep(16, 12).whiteIsZero(12)), true, 1),
    GREY_TIFF_12_PACKED_WHITE_IS_ZERO(
        raster -> TiffWriter.write(Page.grey(raster).deep(12, 12).whiteIsZero(12)), true, 1),
    GREY_TIFF_FLOATING_POINT(raster -> TiffWriter.write(Page.grey(raster).floating(1)), true, 1),
    GREY_TIFF_FLOATING_POINT_TO_255(
        raster -> TiffWriter.write(Page.grey(raster).floating(255)), true, 1);

    @SuppressWarnings("ImmutableEnumChecker") // They keep nothing of what they write.
    private final Function<Raster, byte[]> writer;

    private final boolean isGrey;
    private final int tolerance;

    Way(Function<Raster, byte[]> writer) {
      this(writer, false, 1);
    }

    /**
     * A way.
     *
     * @param tolerance by how many of 255 tones a colour of a pixel may differ
     */
    Way(Function<Raster, byte[]> writer, boolean isGrey, int tolerance) {
      this.writer = writer;
      this.isGrey = isGrey;
      this.tolerance = tolerance;
    }

    byte[] write(Raster raster) {
      return writer.apply(raster);
    }

    /** What has to come of a picture written so. */
    Raster expected(Raster raster) {
      return isGrey ? grey(raster) : raster;
    }
  }

  /** Its red, as a camera without colours sees it through a filter. */
  private static Raster grey(Raster raster) {
    int[] rgb = Arrays.stream(raster.rgb()).map(p -> (p >> 16 & 255) * 0x10101).toArray();
    return new Raster(raster.width(), raster.height(), rgb);
  }

  /** Without the last row and column: where it reduces, the image library takes one pixel there. */
  private static Raster inside(Raster raster) {
    int width = raster.width() - 1;
    int[] rgb = new int[width * (raster.height() - 1)];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = raster.rgb()[i / width * raster.width() + i % width];
    }
    return new Raster(width, raster.height() - 1, rgb);
  }

  private static Raster thumbnail(Raster raster) {
    int[] rgb = new int[40 * 30];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = raster.rgb()[i % raster.rgb().length];
    }
    return new Raster(40, 30, rgb);
  }

  private static int largestDifference(Raster one, Raster other) {
    assertThat(List.of(one.width(), one.height()))
        .isEqualTo(List.of(other.width(), other.height()));
    int largest = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        int tone = one.rgb()[i] >> shift & 255;
        largest = Math.max(largest, Math.abs(tone - (other.rgb()[i] >> shift & 255)));
      }
    }
    return largest;
  }

  private static Raster drawn(int width, int height) throws UndecodableException {
    return DECODER.decode(Pictures.board("png", width, height), Math.max(width, height));
  }

  @ParameterizedTest
  @EnumSource
  void aPictureIsTheSameHoweverItIsWritten(Way way) throws Exception {
    Raster raster = way.expected(drawn(320, 200));

    Raster decoded = DECODER.decode(way.write(raster));

    assertThat(largestDifference(decoded, raster)).isLessThanOrEqualTo(way.tolerance);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "JPEG_2000_LOSSLESS")
  void alsoWhereItIsReduced(Way way) throws Exception {
    Raster raster = way.expected(drawn(1203, 800));
    Raster plain = DECODER.decode(png(raster, COLOURS, 0));

    Raster decoded = DECODER.decode(way.write(raster));

    assertThat(largestDifference(inside(decoded), inside(plain)))
        .isLessThanOrEqualTo(way.tolerance + SIXTEENTHS);
  }

  /** It is reduced by the wavelets in it, which keep edges sharper than means of pixels. */
  @Test
  void aReducedJpeg2000IsSharperAndIsDecidedAsAnyOther() throws Exception {
    Raster raster = drawn(1203, 800);
    byte[] plain = png(raster, COLOURS, 0);
    byte[] file = LibraryWriter.jpeg2000(raster);

    assertThat(meanDifference(inside(DECODER.decode(file)), inside(DECODER.decode(plain))))
        .isLessThan(10);
    assertThat(decide(file)).isEqualTo(decide(plain));
  }

  private static double meanDifference(Raster one, Raster other) {
    double sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((one.rgb()[i] >> shift & 255) - (other.rgb()[i] >> shift & 255));
      }
    }
    return sum / 3 / one.rgb().length;
  }

  @ParameterizedTest
  @EnumSource
  void damageIsTakenOrRefusedAndNothingElse(Way way) throws Exception {
    Random random = new Random(way.name().hashCode());
    byte[] file = way.write(way.expected(drawn(64, 48)));
    PhotoDecoder small = new PhotoDecoder(new Limits(1 << 20, 1_000_000, Duration.ofSeconds(10)));
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = file.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        // Structure stands at either end.
        int at = random.nextInt(Math.min(400, file.length));
        damaged[random.nextBoolean() ? at : file.length - 1 - at] = (byte) random.nextInt();
      }
      try {
        small.decode(damaged);
      } catch (UndecodableException e) {
        assertThat(e.getMessage()).doesNotStartWith("the decoder failed");
      }
    }
  }

  @Test
  void aProgressiveJpegIsAsSharpAsAPlainOne() throws Exception {
    for (int width : new int[] {500, 900, 1800}) {
      Raster raster = drawn(width, width / 2);
      Raster plain = DECODER.decode(PictureFiles.java(raster, "jpeg", null, false));
      Raster progressive = DECODER.decode(PictureFiles.java(raster, "jpeg", null, true));
      assertThat(largestDifference(progressive, plain)).isZero();
    }
  }

  /** Colours stand at half the size in the file, so some of their detail shows at 1/8. */
  @Test
  void alsoWhereItIsCut() throws Exception {
    Raster raster = drawn(4000, 1000);
    Raster plain = DECODER.decode(PictureFiles.java(raster, "jpeg", null, false));
    Raster progressive = DECODER.decode(PictureFiles.java(raster, "jpeg", null, true));

    assertThat(largestDifference(progressive, plain)).isBetween(1, 40);
    assertThat(largestDifference(bright(progressive), bright(plain))).isLessThanOrEqualTo(2);
  }

  private static Raster bright(Raster raster) {
    int[] rgb =
        Arrays.stream(raster.rgb())
            .map(p -> (299 * (p >> 16 & 255) + 587 * (p >> 8 & 255) + 114 * (p & 255)) / 1000)
            .toArray();
    return new Raster(raster.width(), raster.height(), rgb);
  }

  /** Real photos, where there are some: not only the pixels, but what follows of them. */
  @ParameterizedTest
  @EnumSource
  @EnabledIfEnvironmentVariable(named = "BOARDSIFT_PHOTOS", matches = ".+")
  void realPhotosGetTheSameDecision(Way way) {
    List<RealPhoto> photos = way.isGrey ? Photos.GREY : Photos.COLOURED;

    List<String> different =
        photos.parallelStream()
            .filter(photo -> decide(way.write(photo.raster())) != photo.outcome())
            .map(RealPhoto::name)
            .toList();

    assertThat(different).isEmpty();
  }

  private static Outcome decide(byte[] file) {
    return new Sieve(RuleFile.shipped(), DECODER).decide(PhotoSource.of("photo", file)).outcome();
  }

  /**
   * A photo and what is decided on it.
   *
   * @param outcome as a plain PNG
   */
  private record RealPhoto(String name, Raster raster, Outcome outcome) {
    static RealPhoto of(String name, Raster raster) {
      return new RealPhoto(name, raster, decide(png(raster, COLOURS, 0)));
    }
  }

  /** Some of the photos named by BOARDSIFT_PHOTOS. */
  private static final class Photos {
    private static final List<RealPhoto> COLOURED = read();
    private static final List<RealPhoto> GREY =
        COLOURED.stream().map(p -> RealPhoto.of(p.name(), grey(p.raster()))).toList();

    private static List<RealPhoto> read() {
      Path folder = Path.of(System.getenv("BOARDSIFT_PHOTOS"));
      List<RealPhoto> all = new ArrayList<>(every(folder.resolve("board"), BOARDS_STEP));
      all.addAll(every(folder.resolve("not-board"), OTHERS_STEP));
      return all;
    }

    private static List<RealPhoto> every(Path folder, int step) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> sorted = files.sorted().toList();
        List<RealPhoto> some = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i += step) {
          Path file = sorted.get(i);
          some.add(RealPhoto.of(file.toString(), DECODER.decode(Files.readAllBytes(file))));
        }
        return some;
      } catch (IOException | UndecodableException e) {
        throw new AssertionError("the photos cannot be read", e);
      }
    }
  }
}
