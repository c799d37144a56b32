package io.boardsift.sift.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A memory as bytes, big-endian: the eight letters {@code BSPRINTS}; the version, 1 (int); the
 * number of cameras (int); for each camera its name (length as a short, UTF-8) and, for boards, not
 * a board and neither, the number of remembered photos (int) and 48 bytes for each: the print (four
 * longs), the photo (long), when it was answered (long, milliseconds since 1970); and at the end
 * the CRC-32C of everything before (int).
 */
public final class MemoryFormat {
  private static final byte[] LETTERS = "BSPRINTS".getBytes(UTF_8);
  private static final int VERSION = 1;
  private static final int HEADER = LETTERS.length + 2 * Integer.BYTES;
  private static final int REMEMBERED_PHOTO = 6 * Long.BYTES;
  private static final int CHECKSUM = Integer.BYTES;

  private MemoryFormat() {}

  public static byte[] write(Memory memory) {
    ByteBuffer bytes = ByteBuffer.allocate(length(memory));
    bytes.put(LETTERS).putInt(VERSION).putInt(memory.cameras().size());
    memory.cameras().forEach((name, camera) -> write(name, camera, bytes));
    return bytes.putInt(checksum(bytes.array())).array();
  }

  private static int length(Memory memory) {
    int length = HEADER + CHECKSUM + memory.size() * REMEMBERED_PHOTO;
    for (String name : memory.cameras().keySet()) {
      length += Short.BYTES + name.getBytes(UTF_8).length + Label.values().length * Integer.BYTES;
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
    if (version != VERSION) {
      throw new BrokenMemoryException("it is of version " + version + ", not " + VERSION);
    }
    if (ByteBuffer.wrap(bytes).getInt(bytes.length - CHECKSUM) != checksum(bytes)) {
      throw new BrokenMemoryException("it is damaged: its checksum does not fit");
    }
    try {
      Memory memory = new Memory(cameras(buffer.limit(bytes.length - CHECKSUM)));
      if (buffer.hasRemaining()) {
        throw new BrokenMemoryException("it goes on after its end");
      }
      return memory;
    } catch (BufferUnderflowException e) {
      throw new BrokenMemoryException("it ends too early");
    }
  }

  private static SortedMap<String, CameraMemory> cameras(ByteBuffer bytes)
      throws BrokenMemoryException {
    int count = bytes.getInt();
    SortedMap<String, CameraMemory> cameras = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining())];
      bytes.get(name);
      Map<Label, RememberedPhotos> byKind = new EnumMap<>(Label.class);
      for (Label kind : Label.values()) {
        byKind.put(kind, rememberedPhotos(bytes));
      }
      cameras.put(new String(name, UTF_8), new CameraMemory(byKind));
    }
    return cameras;
  }

  private static RememberedPhotos rememberedPhotos(ByteBuffer bytes) throws BrokenMemoryException {
    int count = bytes.getInt();
    if (count < 0 || count > bytes.remaining() / REMEMBERED_PHOTO) {
      throw new BrokenMemoryException("it tells of more impressions than it holds");
    }
    RememberedPhotos rememberedPhotos = RememberedPhotos.room(count);
    for (int i = 0; i < count; i++) {
      PerceptualHash print =
          new PerceptualHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
      rememberedPhotos.set(i, print, bytes.getLong(), bytes.getLong());
    }
    return rememberedPhotos;
  }
}
