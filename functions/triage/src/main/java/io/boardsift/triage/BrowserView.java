package io.boardsift.triage;

import io.boardsift.sift.image.ImageHeader;

/** What reviewers' browsers make of a file that we can decode. */
enum BrowserView {
  /** It comes fast and is seen as it is, turned upright by the browser. */
  GOOD,
  /** It is seen, but it is larger than what is needed to judge it by. */
  SLOW,
  /** It is not seen, or not as it is. */
  NONE;

  /** The long side, in pixels, up to which a screen shows most of what there is. */
  private static final int LONG_SIDE = 2000;

  /** Some 0.4 s at 20 Mbit a second, in bytes. */
  private static final long SIZE = 1_000_000;

  /**
   * Tells it by a file's first bytes.
   *
   * @param header read from them
   * @param size of the whole file in bytes, or -1 where unknown
   */
  static BrowserView of(ImageHeader header, byte[] head, long size) {
    return switch (header.format()) {
      case TIFF, JP2 -> NONE;
      default -> ImageHeader.mayLookOtherwise(head) ? NONE : bySize(header, size);
    };
  }

  private static BrowserView bySize(ImageHeader header, long size) {
    // Where the first bytes tell no size, a camera's notes fill them: no small photo.
    boolean isSmall = header.pixels() > 0 && Math.max(header.width(), header.height()) <= LONG_SIDE;
    return isSmall && size >= 0 && size <= SIZE ? GOOD : SLOW;
  }
}
