package io.boardsift.sift.image;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Tells a file's format by its first bytes. */
final class FormatSniffer {
  private record Signature(ImageFormat format, int at, String ascii) {}

  // Signatures as the formats' own specifications give them; \\u00XX is one byte.
  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature(ImageFormat.JPEG, 0, "\u00ff\u00d8\u00ff"),
          new Signature(ImageFormat.PNG, 0, "\u0089PNG\r\n\u001a\n"),
          new Signature(ImageFormat.GIF, 0, "GIF87a"),
          new Signature(ImageFormat.GIF, 0, "GIF89a"),
          new Signature(ImageFormat.TIFF, 0, "II*\0"),
          new Signature(ImageFormat.TIFF, 0, "MM\0*"),
          new Signature(ImageFormat.TIFF, 0, "II+\0"),
          new Signature(ImageFormat.TIFF, 0, "MM\0+"),
          new Signature(ImageFormat.JP2, 4, "jP  \r\n\u0087\n"),
          new Signature(ImageFormat.JP2, 0, "\u00ffO\u00ffQ"),
          new Signature(ImageFormat.JXL, 4, "JXL \r\n\u0087\n"),
          new Signature(ImageFormat.JXL, 0, "\u00ff\n"),
          new Signature(ImageFormat.PSD, 0, "8BPS"),
          new Signature(ImageFormat.ARCHIVE, 0, "PK\u0003\u0004"),
          new Signature(ImageFormat.ARCHIVE, 0, "PK\u0005\u0006"),
          new Signature(ImageFormat.ARCHIVE, 0, "\u001f\u008b\b"),
          new Signature(ImageFormat.ARCHIVE, 0, "7z\u00bc\u00af'\u001c"),
          new Signature(ImageFormat.ARCHIVE, 0, "Rar!\u001a\u0007"),
          new Signature(ImageFormat.ARCHIVE, 0, "\u00fd7zXZ\0"),
          new Signature(ImageFormat.ARCHIVE, 0, "(\u00b5/\u00fd"),
          new Signature(ImageFormat.VIDEO, 0, "\u001aE\u00df\u00a3"),
          new Signature(ImageFormat.SOUND, 0, "ID3"),
          new Signature(ImageFormat.SOUND, 0, "OggS"),
          new Signature(ImageFormat.SOUND, 0, "fLaC"),
          new Signature(ImageFormat.PROGRAM, 0, "\u007fELF"),
          new Signature(ImageFormat.PROGRAM, 0, "\u00ca\u00fe\u00ba\u00be"));

  private FormatSniffer() {}

  static ImageFormat sniff(Bytes bytes) {
    if (bytes.length() == 0) {
      return ImageFormat.EMPTY;
    }
    for (Signature signature : SIGNATURES) {
      if (bytes.has(signature.at(), signature.ascii())) {
        return signature.format();
      }
    }
    if (bytes.has(0, "%PDF-")) {
      return WrappedPicture.isInPdf(bytes) ? ImageFormat.WRAPPED_PICTURE : ImageFormat.PDF;
    }
    if (bytes.has(0, "RIFF")) {
      return riff(bytes);
    }
    if (bytes.has(4, "ftyp")) {
      return isoMedia(bytes);
    }
    if (bytes.has(0, "BM") && bytes.u32(14, false) >= 12 && bytes.u32(14, false) <= 256) {
      return ImageFormat.BMP;
    }
    return text(bytes);
  }

  private static ImageFormat riff(Bytes bytes) {
    if (bytes.has(8, "WEBP")) {
      return ImageFormat.WEBP;
    }
    if (bytes.has(8, "WAVE")) {
      return ImageFormat.SOUND;
    }
    return bytes.has(8, "AVI ") ? ImageFormat.VIDEO : ImageFormat.UNKNOWN;
  }

  /** ISO base media files say what they are by their major brand. */
  private static ImageFormat isoMedia(Bytes bytes) {
    if (bytes.has(8, "avif") || bytes.has(8, "avis")) {
      return ImageFormat.AVIF;
    }
    for (String brand : List.of("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1")) {
      if (bytes.has(8, brand)) {
        return ImageFormat.HEIF;
      }
    }
    // Canon's raw photos are such files too.
    return bytes.has(8, "crx ") ? ImageFormat.UNKNOWN : ImageFormat.VIDEO;
  }

  /** Text is UTF-8 without control characters; anything else is unknown. */
  private static ImageFormat text(Bytes bytes) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length());
    // Not the end of input: the first 64 KiB may end within a character.
    CoderResult result = utf8.decode(ByteBuffer.wrap(bytes.data()), chars, false);
    if (result.isError()) {
      return ImageFormat.UNKNOWN;
    }
    String text = chars.flip().toString();
    if (text.isEmpty() || text.chars().anyMatch(FormatSniffer::isControl)) {
      return ImageFormat.UNKNOWN;
    }
    if (WrappedPicture.isInText(text)) {
      return ImageFormat.WRAPPED_PICTURE;
    }
    String start =
        text.substring(0, Math.min(text.length(), 2048)).strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<") && start.contains("<svg")) {
      return ImageFormat.SVG;
    }
    return start.startsWith("<!doctype html") || start.startsWith("<html")
        ? ImageFormat.HTML
        : ImageFormat.TEXT;
  }

  private static boolean isControl(int c) {
    return (c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f;
  }
}
