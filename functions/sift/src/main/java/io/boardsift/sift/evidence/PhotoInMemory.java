package io.boardsift.sift.evidence;

import java.util.Arrays;
import java.util.Objects;

/** A photo whose bytes are at hand. */
record PhotoInMemory(String key, byte[] bytes) implements PhotoSource {
  PhotoInMemory {
    Objects.requireNonNull(key);
    Objects.requireNonNull(bytes);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] head(int length) {
    return Arrays.copyOf(bytes, Math.min(length, bytes.length));
  }
}
