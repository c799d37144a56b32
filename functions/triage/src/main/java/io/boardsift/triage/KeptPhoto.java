package io.boardsift.triage;

import io.boardsift.sift.evidence.PhotoSource;
import java.util.Objects;

/**
 * A photo whose bytes are fetched once and kept for as long as it is looked at. Not for use by
 * several threads.
 */
final class KeptPhoto implements PhotoSource {
  private final PhotoSource source;
  private byte[] head;
  private int headLength;
  private byte[] bytes;

  KeptPhoto(PhotoSource source) {
    this.source = Objects.requireNonNull(source);
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
    if (head == null || length != headLength) {
      head = source.head(length);
      headLength = length;
    }
    return head;
  }

  /** All bytes. A small photo's first bytes are all of it, and are not read again. */
  @Override
  public byte[] bytes() {
    if (bytes == null) {
      bytes = head != null && head.length == size() ? head : source.bytes();
    }
    return bytes;
  }

  /** Whether anything of it was read. */
  boolean isRead() {
    return head != null || bytes != null;
  }
}
