package io.boardsift.sift.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A camera's memory as bytes, big-endian: the eight letters {@code BSPRINTS}; the version, 2 (int);
 * the number of cameras, 1 (int); the camera's name (length as a short, UTF-8) and, for boards, not
 * a board and neither, the number of remembered photos (int) and for each of these the print (four
 * longs), the photo (long), when it was answered (long, milliseconds since 1970), whether its tiles
 * are known (a byte, 1 or 0) and, if so, 288 bytes, a level each; and at the end the CRC-32C of
 * everything before (int). In version 1 there were no tiles, nor the byte that tells of them.
 * Before each camera had an object of its own, one held any number of them, one after the other.
 */
public final class MemoryFormat {
  private static final byte[] LETTERS = "BSPRINTS".getBytes(UTF_8);
  private static final int VERSION = 2;
  private static final int WITHOUT_TILES = 1;
  private static final int HEADER = LETTERS.length + 2 * Integer.BYTES;

  /** The least that a photo takes: with its tiles it is more, and the byte is new. */
  private static final int REMEMBERED_PHOTO = 6 * Long.BYTES;

  private static final byte HAS_TILES = 1;
  private static final byte HAS_NO_TILES = 0;
  private static final int CHECKSUM = Integer.BYTES;

  private MemoryFormat() {}

  public static byte[] write(Memory memory) {
    byte[] name = memory.camera().getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(length(memory, name));
    bytes.put(LETTERS).putInt(VERSION).putInt(1);
    bytes.putShort((short) name.length).put(name);
    for (Label kind : Label.values()) {
      write(memory.of(kind), bytes);
    }
    return bytes.putInt(checksum(bytes.array())).array();
  }

  private static int length(Memory memory, byte[] name) {
    int length = HEADER + Short.BYTES + name.length + CHECKSUM;
    for (Label kind : Label.values()) {
      RememberedPhotos known = memory.of(kind);
      length += Integer.BYTES + known.size() * (REMEMBERED_PHOTO + Byte.BYTES);
      length += known.tilesKnown() * TilePrint.LEVELS;
    }
    return length;
  }

  private static void write(RememberedPhotos known, ByteBuffer bytes) {
    bytes.putInt(known.size());
    for (int i = 0; i < known.size(); i++) {
      PerceptualHash print = known.print(i);
      bytes.putLong(print.a()).putLong(print.b()).putLong(print.c()).putLong(print.d());
      bytes.putLong(known.photo()[i]).putLong(known.at()[i]);
      known
          .appearance(i)
          .tiles()
          .ifPresentOrElse(
              tiles -> bytes.put(HAS_TILES).put(tiles.toBytes()), () -> bytes.put(HAS_NO_TILES));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) checksum.getValue();
  }

  /**
   * Reads the memory of one camera.
   *
   * @param camera whose it has to be: what is known of another camera must not count for its photos
   * @throws BrokenMemoryException if it is not that one's, or the bytes are not a memory, or
   *     damaged, or of a later version
   */
  public static Memory read(byte[] bytes, String camera) throws BrokenMemoryException {
    List<Memory> memories = readAll(bytes);
    if (memories.size() != 1) {
      throw new BrokenMemoryException("it is of " + memories.size() + " cameras, not of one");
    }
    Memory memory = memories.getFirst();
    if (!memory.camera().equals(camera)) {
      throw new BrokenMemoryException("it is of the camera \"" + memory.camera() + "\"");
    }
    return memory;
  }

  /**
   * Reads the memories of any number of cameras.
   *
   * @throws BrokenMemoryException if the bytes are not a memory, or damaged, or of a later version
   */
  public static List<Memory> readAll(byte[] bytes) throws BrokenMemoryException {
    if (bytes.length < HEADER + CHECKSUM
        || !Arrays.equals(bytes, 0, LETTERS.length, LETTERS, 0, LETTERS.length)) {
      throw new BrokenMemoryException("it is not a memory of prints");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(LETTERS.length);
    int version = buffer.getInt();
    if (version < WITHOUT_TILES || version > VERSION) {
      throw new BrokenMemoryException(
          "it is of version " + version + ", and versions up to " + VERSION + " are known");
    }
    if (ByteBuffer.wrap(bytes).getInt(bytes.length - CHECKSUM) != checksum(bytes)) {
      throw new BrokenMemoryException("it is damaged: its checksum does not fit");
    }
    try {
      List<Memory> memories = memories(buffer.limit(bytes.length - CHECKSUM), version);
      if (buffer.hasRemaining()) {
        throw new BrokenMemoryException("it goes on after its end");
      }
      return memories;
    } catch (BufferUnderflowException e) {
      throw new BrokenMemoryException("it ends too early");
    }
  }

  private static List<Memory> memories(ByteBuffer bytes, int version) throws BrokenMemoryException {
    int count = bytes.getInt();
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining())];
      bytes.get(name);
      Map<Label, RememberedPhotos> byKind = new EnumMap<>(Label.class);
      for (Label kind : Label.values()) {
        byKind.put(kind, rememberedPhotos(bytes, version));
      }
      memories.add(new Memory(new String(name, UTF_8), byKind));
    }
    return memories;
  }

  private static RememberedPhotos rememberedPhotos(ByteBuffer bytes, int version)
      throws BrokenMemoryException {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / REMEMBERED_PHOTO) {
      throw new BrokenMemoryException("it tells of more impressions than it holds");
    }
    RememberedPhotos rememberedPhotos = RememberedPhotos.room(count);
    for (int i = 0; i < count; i++) {
      PerceptualHash print =
          new PerceptualHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
      long photo = bytes.getLong();
      long answeredAt = bytes.getLong();
      Optional<TilePrint> tiles = version == WITHOUT_TILES ? Optional.empty() : tiles(bytes);
      rememberedPhotos.set(i, new Appearance(print, tiles), photo, answeredAt);
    }
    return rememberedPhotos;
  }

  private static Optional<TilePrint> tiles(ByteBuffer bytes) throws BrokenMemoryException {
    byte known = bytes.get();
    if (known == HAS_NO_TILES) {
      return Optional.empty();
    }
    byte[] levels = new byte[TilePrint.LEVELS];
    bytes.get(levels);
    Optional<TilePrint> tiles = TilePrint.of(levels);
    if (known != HAS_TILES || tiles.isEmpty()) {
      throw new BrokenMemoryException("its tiles cannot be read");
    }
    return tiles;
  }
}
