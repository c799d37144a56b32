package io.boardsift.sift.image;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a file that is no picture holds one: gateways store photos as base64, as data URLs or in
 * JSON, and scanners as PDF.
 */
final class WrappedPicture {
  /** How the files of JPEG, PNG, GIF, RIFF (WebP) and TIFF begin in base64. */
  private static final List<String> IN_BASE64 =
      List.of("/9j/", "iVBORw0KGgo", "R0lGODdh", "R0lGODlh", "UklGR", "SUkqA", "TU0AK");

  /** How those of JPEG and PNG begin in hexadecimal digits. */
  private static final List<String> IN_HEX = List.of("ffd8ff", "89504e47");

  /** Drawings are data URLs, too, but no photos. */
  private static final Pattern DATA_URL =
      Pattern.compile("data:image/(?!svg)", Pattern.CASE_INSENSITIVE);

  /** Portable pixmaps in digits. */
  private static final Pattern PLAIN_PIXMAP = Pattern.compile("P[123]\\s.*", Pattern.DOTALL);

  /** Enough to know a format by, in characters of base64. */
  private static final int START = 64;

  private WrappedPicture() {}

  /** Whether a text does, as far as its first part tells. */
  static boolean isInText(String text) {
    String start = text.replace("\ufeff", "").strip();
    String digits = start.substring(0, Math.min(start.length(), 8)).toLowerCase(Locale.ROOT);
    return PLAIN_PIXMAP.matcher(start).matches()
        || DATA_URL.matcher(text).find()
        || IN_BASE64.stream().anyMatch(text::contains)
        || IN_HEX.stream().anyMatch(digits::startsWith)
        || isBase64OfPicture(start);
  }

  private static boolean isBase64OfPicture(String text) {
    if (text.length() < START) {
      return false;
    }
    try {
      byte[] first =
          Base64.getMimeDecoder()
              .decode(text.substring(0, START).getBytes(StandardCharsets.ISO_8859_1));
      ImageFormat format = FormatSniffer.sniff(new Bytes(first));
      return format.isDecodable()
          || format == ImageFormat.HEIF
          || format == ImageFormat.AVIF
          || format == ImageFormat.JXL;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a PDF does or may: of a long one only the first part is known. */
  static boolean isInPdf(Bytes bytes) {
    if (bytes.length() >= ImageHeader.LENGTH) {
      return true;
    }
    String text = new String(bytes.data(), StandardCharsets.ISO_8859_1);
    return text.contains("/Image") || text.contains("/DCTDecode") || text.contains("/JPXDecode");
  }
}
