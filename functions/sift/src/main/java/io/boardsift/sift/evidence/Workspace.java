package io.boardsift.sift.evidence;

import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import java.util.Arrays;

/**
 * The arrays that a thread measures its photos in, one photo after the other: new ones for each
 * would be some 9 MB, which Java clears and throws away again. They hold what the photo before has
 * left, so who takes one writes before reading. Not for use by several threads.
 */
final class Workspace {
  /** Larger pictures come from tests and trials; their arrays are not kept. */
  private static final int MOST_PIXELS = PhotoDecoder.LONG_SIDE * PhotoDecoder.LONG_SIDE;

  private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

  /** One bit for each colour of 24 bits. */
  private static final int COLOUR_WORDS = 1 << 18;

  private final long[] colours = new long[COLOUR_WORDS];
  private Luma luma = Luma.EMPTY;
  private Luma smoothed = Luma.EMPTY;
  private float[] values = {};
  private int[] region = {};
  private int[] candidates = {};

  /** That of this thread, or a new one for a picture that is larger than photos are decoded to. */
  static Workspace of(Raster raster) {
    return raster.rgb().length <= MOST_PIXELS ? OF_THREAD.get() : new Workspace();
  }

  /** Room for a picture's brightness and slopes. */
  Luma luma(int width, int height) {
    luma = luma.resized(width, height);
    return luma;
  }

  /** The same for another picture of the same photo. */
  Luma smoothed(int width, int height) {
    smoothed = smoothed.resized(width, height);
    return smoothed;
  }

  /** A bit for each colour, none of them set. */
  long[] colours() {
    Arrays.fill(colours, 0);
    return colours;
  }

  /** So many numbers, or more. */
  float[] values(int least) {
    if (values.length < least) {
      values = new float[least];
    }
    return values;
  }

  /** So many numbers of pixels, or more. */
  int[] region(int least) {
    if (region.length < least) {
      region = new int[least];
    }
    return region;
  }

  /** The same for other pixels. */
  int[] candidates(int least) {
    if (candidates.length < least) {
      candidates = new int[least];
    }
    return candidates;
  }
}
