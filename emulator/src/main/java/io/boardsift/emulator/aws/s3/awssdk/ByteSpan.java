package io.boardsift.emulator.aws.s3.awssdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkRequests;
import org.gaul.s3proxy.blobstore.SdkRequests.ByteRange;

/**
 * The bytes of a content that a request asks for.
 *
 * @param first the first byte's place
 * @param length how many
 * @param total the content's size
 * @param isPart whether a range was asked for
 */
record ByteSpan(long first, long length, long total, boolean isPart) {
  /**
   * Reads a Range header.
   *
   * @param range one range as in {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-100}, or
   *     null for everything
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 416 if no byte is in the range
   */
  static ByteSpan of(String range, long total) {
    ByteRange asked = SdkRequests.parseRange(range);
    if (asked == null) {
      return new ByteSpan(0, total, total, false);
    }
    long first = asked.first() == null ? Math.max(0, total - asked.last()) : asked.first();
    long last =
        asked.first() == null || asked.last() == null
            ? total - 1
            : Math.min(asked.last(), total - 1);
    if (first > last) {
      throw S3Exceptions.fromStatusCode(416);
    }
    return new ByteSpan(first, last - first + 1, total, true);
  }

  /** The Content-Range header, or null where everything is sent. */
  String contentRange() {
    return isPart ? "bytes " + first + "-" + (first + length - 1) + "/" + total : null;
  }

  InputStream open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file);
      channel.position(first);
      return new Limited(Channels.newInputStream(channel), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends after a number of bytes. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      int value = left == 0 ? -1 : in.read();
      left -= value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(wanted, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
