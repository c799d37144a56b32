package io.boardsift.sift.image;

import java.util.Optional;

/**
 * Where a file's first whole picture ends, so that the rest need not be decoded: the further scans
 * of a progressive JPEG at 1/8 of its size (most of its decoding time), an animated GIF's further
 * frames.
 *
 * @param length how many of the file's bytes to keep
 * @param ending what to append so that the shortened file is well-formed
 */
record FirstPicture(int length, byte[] ending) {
  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};
  private static final byte[] GIF_END = {0x3b};

  /** The cut, or empty where the whole file is one picture or its structure is not understood. */
  static Optional<FirstPicture> of(ImageFormat format, Bytes bytes, int reduction) {
    return switch (format) {
      case JPEG ->
          JpegScans.read(bytes, reduction).firstPicture().stream()
              .mapToObj(end -> new FirstPicture(end, JPEG_END))
              .findFirst();
      case GIF -> gif(bytes);
      default -> Optional.empty();
    };
  }

  /** Whether a GIF's first picture is not its only one. */
  static boolean isFollowed(ImageFormat format, Bytes bytes) {
    return of(format, bytes, 1).filter(first -> bytes.u8(endOfExtensions(bytes, first.length())) == 0x2c).isPresent();
  }

  private static int endOfExtensions(Bytes bytes, int from) {
    int at = from;
    while (bytes.u8(at) == 0x21) {
      at = endOfBlocks(bytes, at + 2);
    }
    return at;
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
