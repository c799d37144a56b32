package io.boardsift.emulator.aws;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;

/** A request that says its body is not signed, and checks the body's hash as it passes. */
final class PassingRequest extends HttpServletRequestWrapper {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final String hash;
  private final long length;
  private String authorization;

  PassingRequest(HttpServletRequest signed) {
    super(signed);
    this.hash = signed.getHeader(SignedBodies.HASH);
    this.length = signed.getContentLengthLong();
    this.authorization = signed.getHeader(SignedBodies.SIGNATURE);
  }

  /** Puts its own signature in place of the one it came with. */
  void sign(String before, String signature) {
    authorization = authorization.replace(before, signature);
  }

  @Override
  public String getHeader(String name) {
    if (name.equalsIgnoreCase(SignedBodies.HASH)) {
      return UNSIGNED;
    }
    return name.equalsIgnoreCase(SignedBodies.SIGNATURE) ? authorization : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase(SignedBodies.HASH) || name.equalsIgnoreCase(SignedBodies.SIGNATURE)
        ? Collections.enumeration(Collections.singleton(getHeader(name)))
        : super.getHeaders(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Checked(super.getInputStream());
  }

  /** Its last byte is not given out unless the hash is right. */
  private final class Checked extends ServletInputStream {
    private final ServletInputStream body;
    private final MessageDigest digest;
    private long read;

    Checked(ServletInputStream body) {
      this.body = body;
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int now = body.read(bytes, from, count);
      if (now > 0) {
        digest.update(bytes, from, now);
        read += now;
        if (read == length && !HexFormat.of().formatHex(digest.digest()).equals(hash)) {
          throw new IOException("the body is not what its signed hash says");
        }
      }
      return now;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
