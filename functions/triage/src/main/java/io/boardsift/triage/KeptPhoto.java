package io.boardsift.triage;

import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.image.Limits;
import java.util.Arrays;
import java.util.Objects;

/**
 * A photo whose bytes are fetched once and kept for as long as it is looked at. One of up to
 * {@value #AT_ONCE} bytes is fetched by one request: of nearly all photos the whole is asked for in
 * the end, and a request takes longer than those bytes. Not for use by several threads.
 */
final class KeptPhoto implements PhotoSource {
  /** No more is read for the first bytes, whatever an event says of the photo's size. */
  static final int AT_ONCE = 1 << 20;

  private final PhotoSource source;
  private final long atOnce;
  private byte[] first;
  private int asked;
  private byte[] bytes;

  /**
   * A photo of which nothing was read yet.
   *
   * @param limits a photo beyond its bytes is never read as a whole
   */
  KeptPhoto(PhotoSource source, Limits limits) {
    this.source = Objects.requireNonNull(source);
    this.atOnce = Math.min(AT_ONCE, limits.bytes());
  }

  @Override
  public String key() {
    return source.key();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public byte[] head(int length) {
    if (first == null || asked < length) {
      asked = size() >= 0 && size() <= atOnce ? Math.max(AT_ONCE, length) : length;
      first = source.head(asked);
    }
    return first.length <= length ? first : Arrays.copyOf(first, length);
  }

  /** All bytes. Where the first bytes are all of it they are not read again. */
  @Override
  public byte[] bytes() {
    if (bytes == null) {
      bytes = first != null && first.length == size() ? first : source.bytes();
    }
    return bytes;
  }

  /** Whether anything of it was read. */
  boolean isRead() {
    return first != null || bytes != null;
  }
}
