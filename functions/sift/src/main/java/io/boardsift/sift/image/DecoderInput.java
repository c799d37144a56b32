package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What the decoder gets of a file: the bytes that show. */
final class DecoderInput {
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
    Optional<FirstPicture> first = FirstPicture.of(format, bytes, reduction);
    int length = first.map(FirstPicture::length).orElse(bytes.length());
    byte[] ending = first.map(FirstPicture::ending).orElse(new byte[0]);
    MemorySegment memory = arena.allocate((long) length + ending.length);
    MemorySegment.copy(bytes.data(), 0, memory, JAVA_BYTE, 0, length);
    MemorySegment.copy(ending, 0, memory, JAVA_BYTE, length, ending.length);
    if (format == ImageFormat.JPEG && first.isPresent()) {
      JpegSmoothing.prevent(bytes, memory);
    }
    return memory;
  }
}
