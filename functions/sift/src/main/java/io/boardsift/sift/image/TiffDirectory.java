package io.boardsift.sift.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One directory of a TIFF structure: of an image in TIFF or BigTIFF, or of what a camera wrote
 * about a JPEG. It looks for values where they stand and keeps nothing, so that no directory,
 * however it lies of itself, costs more than one look at each of its entries.
 *
 * @param isBig whether numbers of bytes and places have 64 bits, as in BigTIFF
 * @param at where the directory begins, or -1 if there is none
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 * @see <a href="https://libtiff.gitlab.io/libtiff/specification/bigtiff.html">BigTIFF</a>
 */
record TiffDirectory(Bytes bytes, boolean bigEndian, boolean isBig, int at) {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;
  private static final int FLOAT = 11;
  private static final int DOUBLE = 12;

  /** Of each type of TIFF and BigTIFF, by its number; 0 where there is none. */
  private static final int[] BYTES_OF_TYPE = {
    0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8
  };

  private static final int BIG_TIFF = 43;

  /** Far longer than a camera's name, in bytes. */
  private static final int LONGEST_TEXT = 256;

  /** In classic TIFF there cannot be more. */
  private static final int MOST_ENTRIES = 65_535;

  /** The first directory of a file or block. */
  static TiffDirectory first(Bytes bytes) {
    boolean bigEndian = bytes.has(0, "MM");
    boolean isBig = bytes.u16(2, bigEndian) == BIG_TIFF;
    long at = isBig ? bytes.u64(8, bigEndian) : bytes.u32(4, bigEndian);
    return new TiffDirectory(bytes, bigEndian, isBig, -1).at(at);
  }

  private TiffDirectory at(long place) {
    boolean isWithin = place >= 8 && place < bytes.length();
    return new TiffDirectory(bytes, bigEndian, isBig, isWithin ? (int) place : -1);
  }

  /** Whether it lies within the bytes as a whole. */
  boolean isWhole() {
    return at >= 0 && afterEntries() + wordBytes() <= bytes.length();
  }

  /** Where the place of the next directory is written: behind the entries. */
  private long afterEntries() {
    return at + (isBig ? 8L : 2L) + (long) entries() * entryBytes();
  }

  /** Whether another follows, perhaps beyond the bytes. */
  boolean hasNext() {
    return word(afterEntries()) > 0;
  }

  TiffDirectory next() {
    return at(word(afterEntries()));
  }

  /** The directory that an entry of this one points to. */
  TiffDirectory child(int tag) {
    int entry = find(tag);
    return at(entry < 0 ? -1 : word(entry + inline()));
  }

  /**
   * All directories that an entry of this one points to.
   *
   * @param most how many to look at
   */
  List<TiffDirectory> children(int tag, int most) {
    List<TiffDirectory> children = new ArrayList<>();
    int entry = find(tag);
    if (entry >= 0) {
      long count = Math.min(count(entry), most);
      int size = size(entry);
      long from = place(entry, count(entry) * size);
      for (int i = 0; i < count; i++) {
        children.add(at(number(from + (long) i * size, size)));
      }
    }
    return children;
  }

  int entries() {
    if (at < 0) {
      return 0;
    }
    long count = isBig ? bytes.u64(at, bigEndian) : bytes.u16(at, bigEndian);
    return Math.clamp(count, 0, MOST_ENTRIES);
  }

  int entryBytes() {
    return isBig ? 20 : 12;
  }

  /** Bytes of a number of bytes and of a place. */
  int wordBytes() {
    return isBig ? 8 : 4;
  }

  /** Where an entry's value stands in it, if it is short enough. */
  private int inline() {
    return isBig ? 12 : 8;
  }

  private long word(long from) {
    return number(from, wordBytes());
  }

  /** An unsigned whole number of so many bytes; -1 beyond the end. */
  private long number(long from, int size) {
    if (from < 0 || from > Integer.MAX_VALUE) {
      return -1;
    }
    int place = (int) from;
    return switch (size) {
      case 1 -> bytes.u8(place);
      case 2 -> bytes.u16(place, bigEndian);
      case 4 -> bytes.u32(place, bigEndian);
      case 8 -> bytes.u64(place, bigEndian);
      default -> -1;
    };
  }

  /** Where a tag's last entry stands, or -1. */
  int find(int tag) {
    int found = -1;
    int first = at + (isBig ? 8 : 2);
    for (int i = 0; i < entries(); i++) {
      int entry = first + entryBytes() * i;
      if (bytes.u16(entry, bigEndian) == tag) {
        found = entry;
      }
    }
    return found;
  }

  /** How many values an entry has; -1 where it says nothing. */
  long count(int entry) {
    return word(entry + 4L);
  }

  /** Bytes of each value of an entry; 0 where its type is unknown. */
  int size(int entry) {
    int type = type(entry);
    return type >= 0 && type < BYTES_OF_TYPE.length ? BYTES_OF_TYPE[type] : 0;
  }

  /** A whole number, or the first of several; -1 if there is none. */
  long whole(int tag) {
    int entry = find(tag);
    if (entry < 0) {
      return -1;
    }
    int size = Math.min(size(entry) == 0 ? 4 : size(entry), 8);
    return number(place(entry, count(entry) * size), size);
  }

  /** The largest of several whole numbers, the first 16 of them; -1 if there is none. */
  long largest(int tag) {
    int entry = find(tag);
    long largest = -1;
    if (entry >= 0) {
      int size = size(entry);
      long from = place(entry, count(entry) * size);
      for (int i = 0; i < Math.min(count(entry), 16); i++) {
        largest = Math.max(largest, number(from + (long) i * size, size));
      }
    }
    return largest;
  }

  /** A single number, or NaN. */
  double number(int tag) {
    int entry = find(tag);
    if (entry < 0 || count(entry) != 1) {
      return Double.NaN;
    }
    int place = place(entry, size(entry));
    return switch (type(entry)) {
      case 1, SHORT, LONG -> whole(tag);
      case RATIONAL -> quotient(bytes.u32(place, bigEndian), bytes.u32(place + 4, bigEndian));
      case SIGNED_RATIONAL ->
          quotient(signed(bytes.u32(place, bigEndian)), signed(bytes.u32(place + 4, bigEndian)));
      case FLOAT -> Float.intBitsToFloat((int) bytes.u32(place, bigEndian));
      case DOUBLE -> doubleAt(place);
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

  private static double quotient(long dividend, long divisor) {
    return divisor == 0 || divisor == -1 ? Double.NaN : (double) dividend / divisor;
  }

  /** A text without spaces around it; empty if there is none. */
  String text(int tag) {
    int entry = find(tag);
    if (entry < 0 || type(entry) != ASCII) {
      return "";
    }
    long count = count(entry);
    int from = place(entry, count);
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

  /**
   * Where an entry's value lies: in the entry if it fits, else where that says; beyond the end
   * where it is nowhere.
   */
  int place(int entry, long length) {
    if (length >= 0 && length <= wordBytes()) {
      return entry + inline();
    }
    long place = word(entry + inline());
    return place < 0 || place >= bytes.length() ? bytes.length() : (int) place;
  }
}
