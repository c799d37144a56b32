package io.boardsift.sift;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names that follow from a content alone. */
public final class Sha256 {
  private Sha256() {}

  /**
   * The beginning of a content's SHA-256.
   *
   * @param bytes how many of its 32 bytes
   * @return two hex digits for each
   */
  public static String hex(byte[] content, int bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The same of a text in UTF-8. */
  public static String hex(String text, int bytes) {
    return hex(text.getBytes(StandardCharsets.UTF_8), bytes);
  }
}
