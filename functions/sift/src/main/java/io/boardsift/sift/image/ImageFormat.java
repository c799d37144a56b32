package io.boardsift.sift.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a file is by its first bytes, whatever its name says. */
public enum ImageFormat {
  JPEG(Kind.DECODABLE),
  PNG(Kind.DECODABLE),
  GIF(Kind.DECODABLE),
  BMP(Kind.DECODABLE),
  WEBP(Kind.DECODABLE),
  TIFF(Kind.DECODABLE),
  JP2(Kind.DECODABLE),
  /** HEIC and HEIF, as phones write them. */
  HEIF(Kind.OTHER_IMAGE),
  AVIF(Kind.OTHER_IMAGE),
  JXL(Kind.OTHER_IMAGE),
  PSD(Kind.OTHER_IMAGE),
  /** No byte at all. */
  EMPTY(Kind.NO_PHOTO),
  /** Readable text of any kind: logs, JSON, CSV, XML. */
  TEXT(Kind.NO_PHOTO),
  HTML(Kind.NO_PHOTO),
  SVG(Kind.NO_PHOTO),
  PDF(Kind.NO_PHOTO),
  /** Zip, gzip, 7z, rar, xz, zstd: may hold photos. */
  ARCHIVE(Kind.NO_PHOTO),
  /** MP4, QuickTime, Matroska, AVI: may show a board. */
  VIDEO(Kind.NO_PHOTO),
  SOUND(Kind.NO_PHOTO),
  /** ELF, Windows or Java programs. */
  PROGRAM(Kind.NO_PHOTO),
  /** Nothing we know: perhaps a camera's raw format. */
  UNKNOWN(Kind.NO_PHOTO);

  private enum Kind {
    DECODABLE,
    OTHER_IMAGE,
    NO_PHOTO
  }

  private final Kind kind;

  ImageFormat(Kind kind) {
    this.kind = kind;
  }

  /** Whether we can look at its pixels. */
  public boolean isDecodable() {
    return kind == Kind.DECODABLE;
  }

  /** How rules name it, for example {@code jpeg}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ImageFormat::word).toList();
  }
}
