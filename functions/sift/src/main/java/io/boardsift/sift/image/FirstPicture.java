package io.boardsift.sift.image;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a file's first whole picture ends, so that the rest need not be decoded: a progressive
 * JPEG's further scans (most of its decoding time, and a known way to exhaust a decoder), an
 * animated GIF's further frames.
 *
 * @param length how many of the file's bytes to keep
 * @param ending what to append so that the shortened file is well-formed
 */
record FirstPicture(int length, byte[] ending) {
  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
  private static final byte[] GIF_END = {0x3b};

  /** The cut, or empty where the whole file is one picture or its structure is not understood. */
  static Optional<FirstPicture> of(ImageFormat format, byte[] file) {
    Bytes bytes = new Bytes(file);
    return switch (format) {
      case JPEG -> progressiveJpeg(bytes);
      case GIF -> gif(bytes);
      default -> Optional.empty();
    };
  }

  /**
   * The end of the scan that completes the DC coefficients of every component: all that a decoding
   * at 1/8 scale shows. Cutting before a colour component's first scan would make the photo grey.
   */
  private static Optional<FirstPicture> progressiveJpeg(Bytes bytes) {
    Set<Integer> waiting = new HashSet<>();
    int at = 2;
    while (bytes.u8(at) == 0xff) {
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = bytes.u16(at + 2, true);
      if (marker == 0xd9 || length < 2) {
        return Optional.empty();
      }
      if (JpegHeader.isStartOfFrame(marker)) {
        if (!JpegHeader.isProgressive(marker)) {
          return Optional.empty();
        }
        for (int i = 0; i < bytes.u8(at + 9); i++) {
          waiting.add(bytes.u8(at + 10 + 3 * i));
        }
      }
      if (marker == 0xda) {
        int components = bytes.u8(at + 4);
        boolean startsWithDc = bytes.u8(at + 5 + 2 * components) == 0;
        for (int i = 0; i < components && startsWithDc; i++) {
          waiting.remove(bytes.u8(at + 5 + 2 * i));
        }
        at = endOfScan(bytes.data(), at + 2 + length);
        if (waiting.isEmpty()) {
          return at < bytes.length()
              ? Optional.of(new FirstPicture(at, JPEG_END))
              : Optional.empty();
        }
      } else {
        at += 2 + length;
      }
    }
    return Optional.empty();
  }

  /** Where the next marker stands that is neither a stuffed byte nor a restart. */
  private static int endOfScan(byte[] data, int from) {
    for (int at = from; at < data.length - 1; at++) {
      if (data[at] == (byte) 0xff) {
        int next = data[at + 1] & 0xff;
        if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
          return at;
        }
      }
    }
    return data.length;
  }

  /** See https://www.w3.org/Graphics/GIF/spec-gif89a.txt. */
  private static Optional<FirstPicture> gif(Bytes bytes) {
    int at = 13 + colorTable(bytes.u8(10));
    while (at < bytes.length()) {
      switch (bytes.u8(at)) {
        case 0x21 -> at = endOfBlocks(bytes, at + 2);
        case 0x2c -> {
          int data = at + 10 + colorTable(bytes.u8(at + 9)) + 1;
          int end = endOfBlocks(bytes, data);
          return end < bytes.length()
              ? Optional.of(new FirstPicture(end, GIF_END))
              : Optional.empty();
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static int colorTable(int flags) {
    return flags >= 0 && (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;
  }

  private static int endOfBlocks(Bytes bytes, int from) {
    int at = from;
    while (bytes.u8(at) > 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
