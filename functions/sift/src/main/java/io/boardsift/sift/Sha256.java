package io.boardsift.sift;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
    return HexFormat.of().formatHex(digest().digest(content), 0, bytes);
  }

  /** The same of a file, however long it is. */
  public static String hex(Path file, int bytes) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, bytes);
  }

  /** The same of a text in UTF-8. */
  public static String hex(String text, int bytes) {
    return hex(text.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
