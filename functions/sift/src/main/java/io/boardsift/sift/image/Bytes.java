package io.boardsift.sift.image;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from a file's bytes. Whatever lies beyond the end reads as -1, so that parsers of
 * untrusted headers cannot run out of bounds.
 */
record Bytes(byte[] data) {
  int length() {
    return data.length;
  }

  int u8(int at) {
    return at >= 0 && at < data.length ? data[at] & 0xff : -1;
  }

  int u16(int at, boolean bigEndian) {
    return holds(at, 2) ? bigEndian ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at) : -1;
  }

  /** An unsigned 32-bit number. */
  long u32(int at, boolean bigEndian) {
    return holds(at, 4)
        ? bigEndian
            ? (long) u16(at, true) << 16 | u16(at + 2, true)
            : (long) u16(at + 2, false) << 16 | u16(at, false)
        : -1;
  }

  /** An unsigned 64-bit number; one of 2^63 or more, which no file has bytes for, reads as -1. */
  long u64(int at, boolean bigEndian) {
    if (!holds(at, 8)) {
      return -1;
    }
    long first = u32(at, bigEndian);
    long second = u32(at + 4, bigEndian);
    long number = bigEndian ? first << 32 | second : second << 32 | first;
    return Math.max(-1, number);
  }

  /** A number, or 0 where it does not fit an image's width or height. */
  static int side(long number) {
    return number > 0 && number <= Integer.MAX_VALUE ? (int) number : 0;
  }

  boolean has(int at, String ascii) {
    byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
    if (!holds(at, wanted.length)) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (data[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(int at, int count) {
    return at >= 0 && at <= data.length - count;
  }
}
