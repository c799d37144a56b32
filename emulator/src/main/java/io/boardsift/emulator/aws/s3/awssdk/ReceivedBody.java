package io.boardsift.emulator.aws.s3.awssdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A request's body, written to disk as it comes.
 *
 * @param file where it lies until it is taken over; deleted on close otherwise
 * @param md5 of its bytes
 */
record ReceivedBody(Path file, byte[] md5) implements AutoCloseable {
  /**
   * Receives a body.
   *
   * @param expectedMd5 what the client says its MD5 is, in base 64, or null
   */
  static ReceivedBody receive(Path file, InputStream body, Long length, String expectedMd5) {
    ReceivedBody received = write(file, body);
    try {
      received.check(length, expectedMd5);
    } catch (RuntimeException e) {
      received.close();
      throw e;
    }
    return received;
  }

  /** The concatenation of several bodies. */
  static ReceivedBody join(Path file, List<Path> parts) {
    MessageDigest digest = newDigest();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Path part : parts) {
        Files.copy(part, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReceivedBody(file, digest.digest());
  }

  private static ReceivedBody write(Path file, InputStream body) {
    MessageDigest digest = newDigest();
    try (InputStream in = new DigestInputStream(body, digest)) {
      Files.copy(in, file);
    } catch (IOException e) {
      delete(file);
      throw new UncheckedIOException(e);
    }
    return new ReceivedBody(file, digest.digest());
  }

  private void check(Long length, String expectedMd5) {
    try {
      if (length != null && Files.size(file) != length) {
        throw Refusal.of(400, "IncompleteBody", "fewer or more bytes came than were announced");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (expectedMd5 != null && !expectedMd5.equals(Base64.getEncoder().encodeToString(md5))) {
      throw Refusal.of(400, "BadDigest", "the Content-MD5 is not that of the bytes received");
    }
  }

  String eTag() {
    return HexFormat.of().formatHex(md5);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public void close() {
    delete(file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
