package io.boardsift.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that begins again when it has become too large; what was in it last is kept as {@code
 * NAME.1}. So it takes twice its limit at most. Ends only between two lines. For one thread.
 */
final class RotatingFile extends OutputStream {
  private final Path file;
  private final long largest;
  private OutputStream out;
  private long size;

  /**
   * Begins the file, in the place of one that is there.
   *
   * @param largest bytes
   */
  RotatingFile(Path file, long largest) throws IOException {
    this.file = file;
    this.largest = largest;
    this.out = Files.newOutputStream(file);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int line = size + length > largest ? afterLastLine(bytes, offset, end) : offset;
    out.write(bytes, offset, line - offset);
    if (line > offset) {
      begin();
    }
    out.write(bytes, line, end - line);
    size += end - line;
  }

  /** The place after the last line that ends here, or the offset where none does. */
  private static int afterLastLine(byte[] bytes, int offset, int end) {
    for (int i = end - 1; i >= offset; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return offset;
  }

  private void begin() throws IOException {
    out.close();
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    out = Files.newOutputStream(file);
    size = 0;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
