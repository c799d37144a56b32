package io.boardsift.soak;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or a response as its bytes came over the wire.
 *
 * @param head the first line and the headers, with the empty line that ends them
 * @param body as sent: chunks, if it came in chunks, are left as they are
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
record HttpMessage(String head, byte[] body) {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  /**
   * Reads a request; one that asks whether its body may come is told to send it.
   *
   * @return empty where the connection ended instead
   */
  static Optional<HttpMessage> readRequest(InputStream in, OutputStream out) throws IOException {
    String head = readHead(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    if (header(head, "expect").isPresent()) {
      out.write(CONTINUE);
      out.flush();
      head = head.replaceFirst("(?i)\r\nExpect:[^\r]*", "");
    }
    return Optional.of(new HttpMessage(head, readBody(in, head, false)));
  }

  /**
   * Reads the response to a request.
   *
   * @throws EOFException if the connection ended instead
   */
  static HttpMessage readResponse(InputStream in, HttpMessage request) throws IOException {
    String head = readHead(in);
    if (head.isEmpty()) {
      throw new EOFException("no response");
    }
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    boolean hasNoBody = request.head().startsWith("HEAD ") || status == 204 || status == 304;
    return new HttpMessage(head, hasNoBody ? new byte[0] : readBody(in, head, true));
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] readBody(InputStream in, String head, boolean isResponse)
      throws IOException {
    if (header(head, "transfer-encoding").filter("chunked"::equals).isPresent()) {
      return readChunks(in);
    }
    Optional<String> length = header(head, "content-length");
    if (length.isPresent()) {
      return in.readNBytes(Integer.parseInt(length.get()));
    }
    return isResponse ? in.readAllBytes() : new byte[0];
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    while (true) {
      String line = readLine(in, chunks);
      int size = Integer.parseInt(line.replaceFirst(";.*", "").strip(), 16);
      chunks.write(in.readNBytes(size));
      // The end of the chunk's data; after the last one there may be trailers.
      String end = readLine(in, chunks);
      while (size == 0 && !end.isBlank()) {
        end = readLine(in, chunks);
      }
      if (size == 0) {
        return chunks.toByteArray();
      }
    }
  }

  private static String readLine(InputStream in, OutputStream copy) throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new EOFException("cut off in a chunk");
      }
      copy.write(next);
      line.append((char) next);
    } while (next != '\n');
    return line.toString();
  }

  private static Optional<String> header(String head, String name) {
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  /** The first line, for example {@code PUT /photos/a.jpg HTTP/1.1}. */
  String firstLine() {
    return head.substring(0, head.indexOf('\r'));
  }

  /** Whether the connection is closed after this message. */
  boolean isLast() {
    return header(head, "connection").filter("close"::equals).isPresent();
  }

  void write(OutputStream out) throws IOException {
    out.write(bytes());
    out.flush();
  }

  byte[] bytes() {
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }
}
