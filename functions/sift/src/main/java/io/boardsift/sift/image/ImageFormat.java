package io.boardsift.sift.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is by its first bytes, whatever its name says.
 *
 * <p>A format that is to be decoded has its {@link Codec} here, its first bytes in {@link
 * FormatSniffer} and its size in {@link ImageHeader}.
 */
public enum ImageFormat {
  JPEG(LeptonicaCodec.INSTANCE),
  PNG(PngCodec.INSTANCE),
  GIF(LeptonicaCodec.INSTANCE),
  BMP(BmpCodec.INSTANCE),
  WEBP(LeptonicaCodec.INSTANCE),
  TIFF(TiffCodec.INSTANCE),
  JP2(LeptonicaCodec.INSTANCE),
  /** HEIC and HEIF, as phones write them. */
  HEIF,
  AVIF,
  JXL,
  PSD,
  /** A photo inside of something else: base64, a data URL, JSON, plain PNM, a PDF with pictures. */
  WRAPPED_PICTURE,
  /** No byte at all. */
  EMPTY,
  /** Readable text of any kind, without a photo in it: logs, JSON, CSV, XML. */
  TEXT,
  HTML,
  SVG,
  /** A short one without pictures. */
  PDF,
  /** Zip, gzip, 7z, rar, xz, zstd: may hold photos. */
  ARCHIVE,
  /** MP4, QuickTime, Matroska, AVI: may show a board. */
  VIDEO,
  SOUND,
  /** ELF, Windows or Java programs. */
  PROGRAM,
  /** Nothing we know: perhaps a camera's raw format. */
  UNKNOWN;

  @SuppressWarnings("ImmutableEnumChecker") // A codec keeps nothing of what it decodes.
  private final Optional<Codec> codec;

  /** A format that is told by name and not decoded. */
  ImageFormat() {
    this.codec = Optional.empty();
  }

  ImageFormat(Codec codec) {
    this.codec = Optional.of(codec);
  }

  /** Who decodes it, if anybody does. */
  Optional<Codec> codec() {
    return codec;
  }

  /** Whether we can look at its pixels. */
  public boolean isDecodable() {
    return codec.isPresent();
  }

  /** How rules name it, for example {@code jpeg}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ImageFormat::word).toList();
  }
}
