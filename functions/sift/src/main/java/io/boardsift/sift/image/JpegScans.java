package io.boardsift.sift.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The scans of a JPEG as libjpeg meets them, up to the last one that shows. Each scan of a file in
 * several makes it walk over whole components, however few bytes the scan has.
 *
 * @param steps how many samples it walks over in all scans together
 * @param isSingle whether one scan holds the whole picture, so that nothing of it need be kept
 * @param samples of all components together, each at its own resolution and in whole blocks
 * @param firstPicture where the scan ends that completes all that shows of a progressive file at
 *     1/8 of its size, if more follows; empty at other sizes, which all scans show at
 */
record JpegScans(long steps, boolean isSingle, long samples, OptionalInt firstPicture) {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /** At this reduction a pixel is a block of 8 x 8, and its mean, the DC coefficient, is all. */
  private static final int DC_ONLY = 8;

  /** What a scan costs before its first sample: tables made, markers looked for. */
  private static final long SCAN = 10_000;

  /** Markers below have no length and no meaning; libjpeg looks for the next one. */
  private static final int FIRST_WITH_MEANING = 0xc0;

  /**
   * Reads the scans.
   *
   * @param reduction 1, 2, 4 or 8: by how much the picture is decoded smaller
   */
  static JpegScans read(Bytes bytes, int reduction) {
    return new Walk(bytes, reduction == DC_ONLY).run();
  }

  /**
   * Where a picture decoded so much smaller is complete, if more follows in the file.
   *
   * @param reduction 1, 2, 4 or 8: by how much the picture is decoded smaller
   */
  static OptionalInt endOfWhatShows(Bytes bytes, int reduction) {
    return reduction == DC_ONLY ? read(bytes, reduction).firstPicture() : OptionalInt.empty();
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static final class Walk {
    private final Bytes bytes;
    private final boolean showsDcOnly;
    private final Map<Integer, Long> samples = new HashMap<>();
    private final Set<Integer> waiting = new HashSet<>();
    private long steps;
    private int components;
    private boolean isProgressive;

    Walk(Bytes bytes, boolean showsDcOnly) {
      this.bytes = bytes;
      this.showsDcOnly = showsDcOnly;
    }

    JpegScans run() {
      int at = nextMarker(2);
      while (at < bytes.length()) {
        int marker = bytes.u8(at + 1);
        int next = at + 2 + Math.max(2, bytes.u16(at + 2, true));
        if (marker == END_OF_IMAGE) {
          break;
        }
        if (JpegHeader.isStartOfFrame(marker)) {
          startFrame(at, marker);
        }
        if (marker == START_OF_SCAN) {
          boolean isFirst = steps == 0;
          addScan(at);
          if (isFirst && !isProgressive && bytes.u8(at + 4) >= components) {
            // libjpeg takes no further scan of such a file.
            return scans(true, OptionalInt.empty());
          }
          boolean isComplete = isComplete(at);
          next = nextMarker(next);
          if (isComplete) {
            return scans(false, next < bytes.length() ? OptionalInt.of(next) : OptionalInt.empty());
          }
        }
        at = nextMarker(next);
      }
      return scans(false, OptionalInt.empty());
    }

    private JpegScans scans(boolean isSingle, OptionalInt firstPicture) {
      long all = samples.values().stream().mapToLong(Long::longValue).sum();
      return new JpegScans(steps, isSingle, all, firstPicture);
    }

    private void addScan(int at) {
      steps += SCAN;
      for (int i = 0; i < bytes.u8(at + 4); i++) {
        steps += samples.getOrDefault(bytes.u8(at + 5 + 2 * i), 0L);
      }
    }

    private void startFrame(int at, int marker) {
      isProgressive = JpegHeader.isProgressive(marker);
      long height = Math.max(0, bytes.u16(at + 5, true));
      long width = Math.max(0, bytes.u16(at + 7, true));
      components = Math.max(0, bytes.u8(at + 9));
      int widest = 1;
      int highest = 1;
      for (int i = 0; i < components; i++) {
        widest = Math.max(widest, bytes.u8(at + 11 + 3 * i) >> 4);
        highest = Math.max(highest, bytes.u8(at + 11 + 3 * i) & 15);
      }
      for (int i = 0; i < components; i++) {
        int component = bytes.u8(at + 10 + 3 * i);
        waiting.add(component);
        int sampling = Math.max(0, bytes.u8(at + 11 + 3 * i));
        samples.merge(
            component,
            side(width, sampling >> 4, widest) * side(height, sampling & 15, highest),
            Long::sum);
      }
    }

    /** Whole blocks of 8 samples, filled up to whole groups of blocks. */
    private static long side(long pixels, int sampling, int most) {
      return Math.ceilDiv(pixels, 8L * most) * 8 * sampling;
    }

    /**
     * Whether this scan completes the DC coefficients of every component, and they are all that
     * shows. Cutting before a colour component's first scan would make the photo grey.
     */
    private boolean isComplete(int at) {
      int inScan = bytes.u8(at + 4);
      boolean startsWithDc = bytes.u8(at + 5 + 2 * inScan) == 0;
      for (int i = 0; i < inScan && startsWithDc; i++) {
        waiting.remove(bytes.u8(at + 5 + 2 * i));
      }
      return showsDcOnly && isProgressive && waiting.isEmpty();
    }

    /** Where the next marker stands that is neither a stuffed byte nor a restart. */
    private int nextMarker(int from) {
      byte[] data = bytes.data();
      for (int at = from; at < data.length - 1; at++) {
        if (data[at] == (byte) 0xff) {
          int next = data[at + 1] & 0xff;
          if (next != 0xff && next >= FIRST_WITH_MEANING && !isRestart(next)) {
            return at;
          }
        }
      }
      return data.length;
    }
  }
}
