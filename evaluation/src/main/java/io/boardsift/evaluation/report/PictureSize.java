package io.boardsift.evaluation.report;

import io.boardsift.sift.image.Rendering;

/**
 * How large the pictures of a page are. Each is in the page once, and shown small in its card and
 * large when one looks at it; so the more there are, the smaller they are: a page stays one file
 * that can be sent by mail. The sizes of files are means of 91 photos of boards and other things,
 * few of which are longer than 1,000 pixels.
 */
public enum PictureSize {
  /** 49 kB each. */
  FEW(1000, 40),
  /** 34 kB each. */
  SOME(640, 120),
  /** 19 kB each. */
  MANY(400, Integer.MAX_VALUE);

  private static final int QUALITY = 80;

  private final int longSide;
  private final int most;

  PictureSize(int longSide, int most) {
    this.longSide = longSide;
    this.most = most;
  }

  /** The size on a page of so many pictures. */
  public static PictureSize onPageOf(int pictures) {
    for (PictureSize size : values()) {
      if (pictures <= size.most) {
        return size;
      }
    }
    throw new IllegalArgumentException(Integer.toString(pictures));
  }

  Rendering rendering() {
    return new Rendering(longSide, QUALITY);
  }
}
