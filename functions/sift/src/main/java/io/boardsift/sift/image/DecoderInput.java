package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

/** What the decoder gets of a file: the bytes that show. */
final class DecoderInput {
  private static final byte[] END_OF_JPEG = {(byte) 0xff, (byte) 0xd9};

  private DecoderInput() {}

  /**
   * A copy in native memory; never longer than the file and an ending of two bytes.
   *
   * @param reduction by how much the picture is decoded smaller
   */
  static MemorySegment copy(Arena arena, ImageFormat format, Bytes bytes, int reduction) {
    if (format == ImageFormat.PNG) {
      MemorySegment memory = arena.allocate(bytes.length());
      return memory.asSlice(0, PngChunks.copy(bytes, memory));
    }
    if (format == ImageFormat.JPEG) {
      OptionalInt end = JpegScans.endOfWhatShows(bytes, reduction);
      if (end.isPresent()) {
        return cutJpeg(arena, bytes, end.getAsInt());
      }
    }
    MemorySegment memory = arena.allocate(bytes.length());
    MemorySegment.copy(bytes.data(), 0, memory, JAVA_BYTE, 0, bytes.length());
    return memory;
  }

  /** Further scans would take most of the time and not show. */
  private static MemorySegment cutJpeg(Arena arena, Bytes bytes, int length) {
    MemorySegment memory = arena.allocate((long) length + END_OF_JPEG.length);
    MemorySegment.copy(bytes.data(), 0, memory, JAVA_BYTE, 0, length);
    MemorySegment.copy(END_OF_JPEG, 0, memory, JAVA_BYTE, length, END_OF_JPEG.length);
    JpegSmoothing.prevent(bytes, memory);
    return memory;
  }
}
