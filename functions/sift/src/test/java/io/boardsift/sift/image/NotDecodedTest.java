package io.boardsift.sift.image;

import static io.boardsift.sift.image.PictureFiles.COLOURS;
import static io.boardsift.sift.image.PictureFiles.chunk;
import static io.boardsift.sift.image.PictureFiles.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.TiffWriter.Page;
import io.boardsift.sift.rules.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sound and yet not decoded goes to a person, with the true reason. */
class NotDecodedTest {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);
  private static final byte[] JPEG = Pictures.board("jpeg", 640, 480);

  private static Raster board() {
    try {
      return DECODER.decode(Pictures.board("png", 320, 200));
    } catch (UndecodableException e) {
      throw new AssertionError(e);
    }
  }

  private static Raster of(int width, int height, int tone) {
    int[] rgb = new int[width * height];
    Arrays.fill(rgb, tone * 0x10101);
    return new Raster(width, height, rgb);
  }

  private static Page mosaic(Raster raster) {
    Page grey = Page.grey(raster).deep(16, 10);
    return grey.with(grey.samples(), 16, TiffWriter.UNSIGNED, TiffWriter.MOSAIC);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String plainPixmap(Raster raster) {
    StringBuilder text = new StringBuilder("P2\n# by a camera\n");
    text.append(raster.width()).append(' ').append(raster.height()).append("\n255\n");
    Arrays.stream(raster.rgb()).forEach(pixel -> text.append(pixel & 255).append(' '));
    return text.toString();
  }

  static Stream<Arguments> files() {
    String base64 = Base64.getEncoder().encodeToString(JPEG);
    String wrapped = "a photo inside of text or a PDF";
    byte[] deepJpeg = JPEG.clone();
    deepJpeg[indexOfFrame(deepJpeg) + 4] = 12;
    return Stream.of(
        Arguments.of("base64", latin(base64), wrapped),
        Arguments.of(
            "base64 in lines", latin("\r\n" + base64.replaceAll("(.{76})", "$1\r\n")), wrapped),
        Arguments.of("data URL", latin("data:image/jpeg;base64," + base64), wrapped),
        Arguments.of(
            "JSON", latin("{\"camera\":\"line-1\",\"image\":\"" + base64 + "\"}"), wrapped),
        Arguments.of(
            "base64 of a BMP",
            latin(Base64.getEncoder().encodeToString(Pictures.board("bmp", 64, 64))),
            wrapped),
        Arguments.of("hexadecimal digits", latin("FFD8FFE000104A464946"), wrapped),
        Arguments.of("plain pixmap", latin(plainPixmap(board())), wrapped),
        Arguments.of(
            "PDF of one picture",
            latin("%PDF-1.4\n1 0 obj <</Type /XObject /Subtype /Image /Filter /DCTDecode>>"),
            wrapped),
        Arguments.of(
            "SVG around a photo",
            latin("<svg><image href=\"data:image/png;base64,iVBORw0KGgo\"/></svg>"),
            wrapped),
        Arguments.of("JPEG of 12 bits", deepJpeg, "a JPEG of 12 bits a sample is not decoded"),
        Arguments.of(
            "animated PNG",
            png(board(), COLOURS, 0, chunk("acTL", new byte[8])),
            "an animated PNG is not decoded"),
        Arguments.of(
            "TIFF whose first page is blank",
            TiffWriter.write(Page.of(of(320, 200, 0)), Page.of(board())),
            "a TIFF of 2 pages"),
        Arguments.of(
            "TIFF whose first page is small and does not say so",
            TiffWriter.write(Page.of(of(40, 30, 90)), Page.of(board())),
            "a TIFF of 2 pages"),
        Arguments.of(
            "raw file whose thumbnail is first",
            TiffWriter.write(Page.of(of(40, 30, 90)).reduced(), mosaic(board())),
            "a camera's raw file is not decoded"),
        Arguments.of(
            "raw file alone",
            TiffWriter.write(mosaic(board())),
            "a camera's raw file is not decoded"),
        Arguments.of(
            "TIFF in circles",
            inCircles(),
            "a file of format tiff is damaged: its directories repeat"),
        Arguments.of(
            "torn 16-bit PNG",
            Pictures.firstHalf(png(board(), COLOURS, 16, 12, 0)),
            "a file of format png is damaged"),
        Arguments.of(
            "16-bit PNG with a wrong check sum", damaged(), "a file of format png is damaged"),
        Arguments.of(
            "torn TIFF of tiles",
            torn(TiffWriter.write(Page.of(board()).as(TiffWriter.Layout.TILES))),
            "the file is damaged"));
  }

  private static int indexOfFrame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
    throw new AssertionError("no frame");
  }

  /** The next directory is the first one again. */
  private static byte[] inCircles() {
    byte[] file = TiffWriter.write(Page.of(board()));
    int directory = (int) new Bytes(file).u32(4, false);
    int next = directory + 2 + 12 * new Bytes(file).u16(directory, false);
    System.arraycopy(file, 4, file, next, 4);
    return file;
  }

  private static byte[] damaged() {
    byte[] file = png(board(), COLOURS, 16, 16, 0);
    file[file.length / 2] ^= 1;
    return file;
  }

  /** The tiles' places lead beyond the end. */
  private static byte[] torn(byte[] tiff) {
    byte[] file = tiff.clone();
    Bytes bytes = new Bytes(file);
    TiffDirectory directory = TiffDirectory.first(bytes);
    int entry = directory.find(TiffTags.TILE_PLACES);
    int last = directory.place(entry, Long.MAX_VALUE) + 4 * (int) directory.count(entry) - 4;
    for (int i = 0; i < 3; i++) {
      file[last + i] = (byte) 0xff;
    }
    return file;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void peopleSeeItWithItsReason(String name, byte[] file, String reason) {
    Decision decision = new Sieve(RuleFile.shipped(), DECODER).decide(PhotoSource.of(name, file));

    assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
    assertThat(decision.by()).isEqualTo(DecidedBy.ERROR);
    assertThat(decision.reason()).startsWith(reason);
  }

  @Test
  void ofSeveralPicturesNobodyCanSayWhichIsThePhoto() {
    assertThatThrownBy(() -> DECODER.decode(Pictures.ANIMATED_GIF))
        .hasMessage("a GIF of several pictures is not decoded");
  }

  @Test
  void samplesThatAreNoNumbersAreRefused() {
    Page page = Page.grey(board()).floating(1);
    page.samples()[0][7] = Float.floatToIntBits(Float.POSITIVE_INFINITY);

    assertThatThrownBy(() -> DECODER.decode(TiffWriter.write(page)))
        .hasMessage("some of the samples are not numbers");
  }

  @Test
  void textThatHoldsNoPhotoIsText() {
    for (String text :
        new String[] {
          "no photo\n".repeat(50),
          "{\"camera\":\"line-1\",\"image\":\"missing\"}",
          "P2P is not a pixmap",
          "a".repeat(500)
        }) {
      assertThat(ImageHeader.read(latin(text)).format()).isEqualTo(ImageFormat.TEXT);
    }
    assertThat(ImageHeader.read(latin("%PDF-1.4\n1 0 obj <</Type /Catalog>>")).format())
        .isEqualTo(ImageFormat.PDF);
  }

  @Test
  void ofARawFileThePreviewIsThePhotoIfItIsLargeEnough() throws Exception {
    byte[] preview = Pictures.board("jpeg", 800, 600);
    byte[] small = Pictures.board("jpeg", 400, 300);

    assertThat(DECODER.decode(canon(preview)).rgb()).isEqualTo(DECODER.decode(preview).rgb());
    assertThatThrownBy(() -> DECODER.decode(canon(small)))
        .hasMessageStartingWith("a camera's raw file is not decoded");
  }

  /** Canon's raw files begin with a directory of one strip, which is a JPEG. */
  private static byte[] canon(byte[] preview) {
    ImageHeader header = ImageHeader.read(preview);
    byte[] file = new byte[16 + 2 + 5 * 12 + 4 + preview.length];
    int jpeg = file.length - preview.length;
    System.arraycopy(preview, 0, file, jpeg, preview.length);
    java.nio.ByteBuffer out =
        java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put(latin("II*\0")).putInt(16).put(latin("CR\2\0")).putInt(0).putShort((short) 5);
    int[][] entries = {
      {TiffTags.WIDTH, header.width()},
      {TiffTags.HEIGHT, header.height()},
      {TiffTags.COMPRESSION, 6},
      {TiffTags.STRIP_PLACES, jpeg},
      {TiffTags.STRIP_BYTES, preview.length}
    };
    for (int[] entry : entries) {
      out.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    return file;
  }

  @Test
  void theHeaderTellsThePhotosSizeOrNone() {
    byte[] thumbnailFirst = TiffWriter.write(Page.of(of(40, 30, 90)).reduced(), Page.of(board()));
    byte[] twoPages = TiffWriter.write(Page.of(of(40, 30, 90)), Page.of(board()));

    assertThat(ImageHeader.read(thumbnailFirst).width()).isEqualTo(320);
    assertThat(ImageHeader.read(Arrays.copyOf(thumbnailFirst, 5_000)).width()).isZero();
    assertThat(ImageHeader.read(twoPages).width()).isZero();
  }
}
