package io.boardsift.sift.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;

/**
 * A copy of a TIFF in which one directory is the only one, with nothing but what decoding needs. So
 * decoders that take the first picture take the right one, and what else a file holds (texts,
 * profiles, directories in circles) reaches none of them.
 */
final class SinglePictureTiff {
  /** Palettes of 16 bits have three times so many values; few tags have more than some. */
  private static final long MOST_VALUES = 3L << 16;

  /** Places and lengths of the parts of a picture; one part for each row of a huge one. */
  private static final long MOST_PARTS = 1 << 20;

  private static final Set<Integer> OF_PARTS =
      Set.of(
          TiffTags.STRIP_PLACES, TiffTags.STRIP_BYTES, TiffTags.TILE_PLACES, TiffTags.TILE_BYTES);

  private SinglePictureTiff() {}

  /**
   * The copy; the samples stand where they stood.
   *
   * @throws UndecodableException if a value that is needed is broken
   */
  static byte[] of(TiffDirectory directory) throws UndecodableException {
    Bytes bytes = directory.bytes();
    TreeMap<Integer, Integer> entries = new TreeMap<>();
    for (int tag : TiffTags.NEEDED) {
      int entry = directory.find(tag);
      if (entry >= 0) {
        check(directory, tag, entry);
        entries.put(tag, entry);
      }
    }
    ByteArrayOutputStream only = new ByteArrayOutputStream();
    only.writeBytes(word(directory, directory.isBig() ? 8 : 2, entries.size()));
    for (int entry : entries.values()) {
      only.write(bytes.data(), entry, directory.entryBytes());
    }
    only.writeBytes(word(directory, directory.wordBytes(), 0)); // no next directory
    int place = Math.ceilDiv(bytes.length(), 8) * 8;
    byte[] file = Arrays.copyOf(bytes.data(), place + only.size());
    System.arraycopy(only.toByteArray(), 0, file, place, only.size());
    byte[] first = word(directory, directory.wordBytes(), place);
    System.arraycopy(first, 0, file, directory.isBig() ? 8 : 4, first.length);
    return file;
  }

  private static void check(TiffDirectory directory, int tag, int entry)
      throws UndecodableException {
    long count = directory.count(entry);
    long length = count * directory.size(entry);
    long most = OF_PARTS.contains(tag) ? MOST_PARTS : MOST_VALUES;
    if (count < 0 || count > most || (length == 0 && count > 0)) {
      throw new UndecodableException(
          "a file of format tiff is damaged: tag %d has %,d values".formatted(tag, count));
    }
    if (directory.place(entry, length) + length > directory.bytes().length()) {
      throw new UndecodableException(
          "a file of format tiff is damaged: tag %d ends beyond the file".formatted(tag));
    }
  }

  private static byte[] word(TiffDirectory directory, int size, long number) {
    ByteBuffer buffer =
        ByteBuffer.allocate(8)
            .order(directory.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return switch (size) {
      case 2 -> Arrays.copyOf(buffer.putShort((short) number).array(), 2);
      case 4 -> Arrays.copyOf(buffer.putInt((int) number).array(), 4);
      default -> buffer.putLong(number).array();
    };
  }
}
