package io.boardsift.sift.evidence;

/**
 * Where a photo's bytes come from. Each call may cost a request; {@link Examination} makes them
 * only when a measure needs them. Any exception thrown means that the photo cannot be read, and
 * leads to review, but for {@link PhotoGoneException} and {@link PhotoUnreachableException}.
 */
public interface PhotoSource {
  /** A photo whose bytes are at hand. */
  static PhotoSource of(String key, byte[] bytes) {
    return new PhotoInMemory(key, bytes);
  }

  /** The photo's name, with the folders it lies in. */
  String key();

  /** The photo's size in bytes, or -1 where unknown. */
  long size();

  /**
   * The first bytes.
   *
   * @param length how many at most
   */
  byte[] head(int length);

  /** All bytes. */
  byte[] bytes();
}
