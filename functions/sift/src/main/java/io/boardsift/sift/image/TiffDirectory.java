package io.boardsift.sift.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One directory of a TIFF structure: of an image in TIFF, or of what a camera wrote about a JPEG.
 * It looks for single values where they stand and keeps nothing, so that no directory, however it
 * lies of itself, costs more than one look at each of its entries.
 *
 * @param at where the directory begins, or -1 if there is none
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 */
record TiffDirectory(Bytes bytes, boolean bigEndian, int at) {
  private static final int BYTE = 1;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;
  private static final int FLOAT = 11;
  private static final int DOUBLE = 12;

  /** Far longer than a camera's name, in bytes. */
  private static final int LONGEST_TEXT = 256;

  /** The first directory of a file or block. */
  static TiffDirectory first(Bytes bytes) {
    boolean bigEndian = bytes.has(0, "MM");
    return new TiffDirectory(bytes, bigEndian, place(bytes, bytes.u32(4, bigEndian)));
  }

  /** The directory that an entry of this one points to. */
  TiffDirectory child(int tag) {
    int entry = find(tag);
    return new TiffDirectory(
        bytes, bigEndian, entry < 0 ? -1 : place(bytes, bytes.u32(entry + 8, bigEndian)));
  }

  private static int place(Bytes bytes, long at) {
    return at >= 8 && at < bytes.length() ? (int) at : -1;
  }

  /** Where a tag's last entry stands, or -1. */
  private int find(int tag) {
    int found = -1;
    int entries = at < 0 ? 0 : bytes.u16(at, bigEndian);
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      if (bytes.u16(entry, bigEndian) == tag) {
        found = entry;
      }
    }
    return found;
  }

  /** A whole number, or the first of several; -1 if there is none. */
  long whole(int tag) {
    int entry = find(tag);
    if (entry < 0) {
      return -1;
    }
    long count = bytes.u32(entry + 4, bigEndian);
    return switch (type(entry)) {
      case BYTE -> bytes.u8(count <= 4 ? entry + 8 : place(entry));
      case SHORT -> bytes.u16(count <= 2 ? entry + 8 : place(entry), bigEndian);
      default -> bytes.u32(count <= 1 ? entry + 8 : place(entry), bigEndian);
    };
  }

  /** A single number, or NaN. */
  double number(int tag) {
    int entry = find(tag);
    if (entry < 0 || bytes.u32(entry + 4, bigEndian) != 1) {
      return Double.NaN;
    }
    return switch (type(entry)) {
      case BYTE, SHORT, LONG -> whole(tag);
      case RATIONAL -> quotient(bytes.u32(place(entry), bigEndian), divisor(entry));
      case SIGNED_RATIONAL ->
          quotient(signed(bytes.u32(place(entry), bigEndian)), signed(divisor(entry)));
      case FLOAT -> Float.intBitsToFloat((int) bytes.u32(entry + 8, bigEndian));
      case DOUBLE -> doubleAt(place(entry));
      default -> Double.NaN;
    };
  }

  private double doubleAt(int at) {
    long first = bytes.u32(at, bigEndian);
    long second = bytes.u32(at + 4, bigEndian);
    return first < 0 || second < 0
        ? Double.NaN
        : Double.longBitsToDouble(bigEndian ? first << 32 | second : second << 32 | first);
  }

  private static long signed(long number) {
    return number << Integer.SIZE >> Integer.SIZE;
  }

  private long divisor(int entry) {
    return bytes.u32(place(entry) + 4, bigEndian);
  }

  private static double quotient(long dividend, long divisor) {
    return divisor == 0 || divisor == -1 ? Double.NaN : (double) dividend / divisor;
  }

  /** A text without spaces around it; empty if there is none. */
  String text(int tag) {
    int entry = find(tag);
    if (entry < 0 || type(entry) != ASCII) {
      return "";
    }
    long count = bytes.u32(entry + 4, bigEndian);
    int from = count <= 4 ? entry + 8 : place(entry);
    int end = from;
    while (end - from < Math.min(count, LONGEST_TEXT) && bytes.u8(end) > 0) {
      end++;
    }
    return end == from
        ? ""
        : new String(Arrays.copyOfRange(bytes.data(), from, end), StandardCharsets.UTF_8).strip();
  }

  private int type(int entry) {
    return bytes.u16(entry + 2, bigEndian);
  }

  /** Where a value lies that does not fit into its entry; beyond the end where it is nowhere. */
  private int place(int entry) {
    long place = bytes.u32(entry + 8, bigEndian);
    return place < 0 || place >= bytes.length() ? bytes.length() : (int) place;
  }
}
