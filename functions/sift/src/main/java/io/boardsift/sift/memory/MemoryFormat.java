package io.boardsift.sift.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A memory as bytes, big-endian: the eight letters {@code BSPRINTS}; the version, 2 (int); the
 * number of cameras (int); for each camera its name (length as a short, UTF-8) and, for boards, not
 * a board and neither, the number of remembered photos (int) and for each of these the print (four
 * longs), the photo (long), when it was answered (long, milliseconds since 1970), whether its tiles
 * are known (a byte, 1 or 0) and, if so, 288 bytes, a level each; and at the end the CRC-32C of
 * everything before (int). In version 1 there were no tiles, nor the byte that tells of them.
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
    ByteBuffer bytes = ByteBuffer.allocate(length(memory));
    bytes.put(LETTERS).putInt(VERSION).putInt(memory.cameras().size());
    memory.cameras().forEach((name, camera) -> write(name, camera, bytes));
    return bytes.putInt(checksum(bytes.array())).array();
  }

  private static int length(Memory memory) {
    int length = HEADER + CHECKSUM + memory.size() * (REMEMBERED_PHOTO + Byte.BYTES);
    for (var camera : memory.cameras().entrySet()) {
      length += Short.BYTES + camera.getKey().getBytes(UTF_8).length;
      for (Label kind : Label.values()) {
        length += Integer.BYTES + camera.getValue().of(kind).tilesKnown() * TilePrint.LEVELS;
      }
    }
    return length;
  }

  private static void write(String name, CameraMemory camera, ByteBuffer bytes) {
    byte[] nameBytes = name.getBytes(UTF_8);
    bytes.putShort((short) nameBytes.length).put(nameBytes);
    for (Label kind : Label.values()) {
      RememberedPhotos known = camera.of(kind);
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
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) checksum.getValue();
  }

  /**
   * Reads a memory.
   *
   * @throws BrokenMemoryException if the bytes are none, or damaged, or of a later version
   */
  public static Memory read(byte[] bytes) throws BrokenMemoryException {
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
      Memory memory = new Memory(cameras(buffer.limit(bytes.length - CHECKSUM), version));
      if (buffer.hasRemaining()) {
        throw new BrokenMemoryException("it goes on after its end");
      }
      return memory;
    } catch (BufferUnderflowException e) {
      throw new BrokenMemoryException("it ends too early");
    }
  }

  private static SortedMap<String, CameraMemory> cameras(ByteBuffer bytes, int version)
      throws BrokenMemoryException {
    int count = bytes.getInt();
    SortedMap<String, CameraMemory> cameras = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining())];
      bytes.get(name);
      Map<Label, RememberedPhotos> byKind = new EnumMap<>(Label.class);
      for (Label kind : Label.values()) {
        byKind.put(kind, rememberedPhotos(bytes, version));
      }
      cameras.put(new String(name, UTF_8), new CameraMemory(byKind));
    }
    return cameras;
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
