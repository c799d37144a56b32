package io.boardsift.local;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/**
 * Files that are made to exhaust whoever opens them. This class needs nothing but Java, so that
 * {@code java HostileFile.java FOLDER} writes them all.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its makers keep nothing; they are no annotated type.
public enum HostileFile {
  /** Numbers of 345 MB in an EXIF block of 64 kB, all at the same place. */
  EXIF_OF_FRACTIONS("jpg", () -> jpegWithExif(10, 8_000)),

  /** The same with small numbers. */
  EXIF_OF_WHOLE_NUMBERS("jpg", () -> jpegWithExif(3, 30_000)),

  /** Each scan of 10 bytes makes a decoder walk over 100 megapixels. */
  JPEG_OF_100_000_SCANS("jpg", () -> jpegOfScans(0xc2, 100_000, new byte[0])),

  /** The same, with bytes in between that a decoder passes over. */
  JPEG_OF_HIDDEN_SCANS("jpg", () -> jpegOfScans(0xc2, 100_000, new byte[] {0, 1, 2})),

  /** The same, each scan behind a marker that has no length. */
  JPEG_OF_MASKED_SCANS("jpg", () -> jpegOfScans(0xc2, 50_000, new byte[] {(byte) 0xff, 1})),

  /** The same in a file that is not progressive. */
  JPEG_OF_PLAIN_SCANS("jpg", () -> jpegOfScans(0xc0, 100_000, new byte[0])),

  /** 100 megapixels of colours and transparency, 16 bits each. */
  PNG_OF_16_BITS("png", () -> png(10_000, 10_000, 16, 6, 0, 0)),

  /** The same in seven passes. */
  PNG_OF_PASSES("png", () -> png(10_000, 10_000, 16, 6, 1, 0)),

  /** A small picture with 200 texts of 60 MB. */
  PNG_OF_TEXTS("png", () -> png(400, 300, 8, 2, 0, 200)),

  /** 100 megapixels in one strip. */
  TIFF_OF_ONE_STRIP("tif", () -> tiff(10_000, 10_000, true)),

  /** A single resolution of 98 megapixels, so that it cannot be decoded smaller. */
  JP2_OF_ONE_RESOLUTION("j2k", () -> jp2(9_900, 9_900, 9_900, 0, 1, 4, 0x11)),

  /** 60,025 tiles. */
  JP2_OF_TILES("j2k", () -> jp2(9_800, 9_800, 40, 5, 1, 4, 0x11)),

  /** Blocks of 4 x 4 samples: 18 million. */
  JP2_OF_SMALL_BLOCKS("j2k", () -> jp2(9_900, 9_900, 9_900, 5, 1, 0, 0x11)),

  /** 65,535 layers of each of 55,000 precincts. */
  JP2_OF_LAYERS("j2k", () -> jp2(9_900, 9_900, 9_900, 5, 65_535, 4, 0x11)),

  /** Colours of a quarter of the size: the image library would read beyond their end. */
  JP2_OF_SEVERAL_SIZES("j2k", () -> jp2(400, 400, 400, 5, 1, 4, 0x22));

  private final String extension;
  private final Supplier<byte[]> maker;

  HostileFile(String extension, Supplier<byte[]> maker) {
    this.extension = extension;
    this.maker = maker;
  }

  public byte[] bytes() {
    return maker.get();
  }

  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + extension;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (HostileFile file : values()) {
      Files.write(folder.resolve(file.fileName()), file.bytes());
    }
  }

  /** A TIFF of three colours without compression. */
  public static byte[] plainTiff(int width, int height) {
    return tiff(width, height, false);
  }

  /** A GIF, all of it one colour. */
  public static byte[] gif(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
    return write(image, "gif");
  }

  /** A lossless WebP of 38 bytes, all of it one colour. */
  public static byte[] webp(int width, int height) {
    // Each of the five codes has one symbol, so that pixels take no bits.
    long size = (width - 1L) | (height - 1L) << 14;
    ByteBuffer file = ByteBuffer.allocate(38);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(30).put(ascii("WEBPVP8L")).putInt(17).put((byte) 0x2f);
    file.putInt((int) size);
    // No transforms, no cache, no groups; then five times: simple, one symbol, one bit, 0.
    file.putInt(0b0001_0001_0001_0001_0001_000);
    return file.array();
  }

  private static byte[] jpegWithExif(int type, int count) {
    int entries = 5_400;
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 * entries + 4);
    exif.put(ascii("Exif\0\0MM\0*")).putInt(8).putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      exif.putShort((short) (0x4000 + i)).putShort((short) type).putInt(count).putInt(8);
    }
    byte[] jpeg = write(board(600, 450), "jpeg");
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + exif.capacity());
    file.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + exif.capacity()));
    file.put(exif.array()).put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  private static byte[] jpegOfScans(int frame, int scans, byte[] between) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(hex("ffd8 ffdb0043 00"));
    file.writeBytes(filled(64, 1));
    // 9,984 x 9,984, three colours of the same size.
    file.writeBytes(new byte[] {(byte) 0xff, (byte) frame});
    file.writeBytes(hex("0011 08 2700 2700 03 011100 021100 031100"));
    // One code of one bit, for "no difference" and for "no coefficients".
    file.writeBytes(hex("ffc40014 00 01000000000000000000000000000000 00"));
    file.writeBytes(hex("ffc40014 10 01000000000000000000000000000000 00"));
    byte[] scan = hex(frame == 0xc2 ? "ffda0008 01 0100 00 00 00" : "ffda0008 01 0100 00 3f 00");
    for (int i = 0; i < scans; i++) {
      file.writeBytes(scan);
      file.writeBytes(between);
    }
    byte[] others = scan.clone();
    for (byte component = 2; component <= 3; component++) {
      others[5] = component;
      file.writeBytes(others);
    }
    file.writeBytes(hex("ffd9"));
    return file.toByteArray();
  }

  private static byte[] png(int width, int height, int bits, int colours, int passes, int texts) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(hex("89504e470d0a1a0a"));
    byte[] form = {(byte) bits, (byte) colours, 0, 0, (byte) passes};
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(form);
    chunk(file, "IHDR", header.array());
    byte[] text = texts == 0 ? new byte[0] : zeros(60_000_000, "a\0\0");
    for (int i = 0; i < texts; i++) {
      chunk(file, "zTXt", text);
    }
    // Some more than it takes, for the filters' bytes of each pass.
    long row = 1 + (long) width * (colours == 6 ? 4 : 3) * bits / 8;
    chunk(file, "IDAT", zeros(row * height + 16L * height, ""));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(ascii(name));
    crc.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(ascii(name));
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** As many zeros, compressed, behind a beginning. One block of a million stands for all. */
  private static byte[] zeros(long count, String beginning) {
    int million = 1_000_000;
    byte[] block = deflated(million, Deflater.FULL_FLUSH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii(beginning));
    bytes.writeBytes(hex("7801"));
    for (long i = 0; i < count / million; i++) {
      bytes.writeBytes(block);
    }
    bytes.writeBytes(deflated((int) (count % million), Deflater.NO_FLUSH));
    // Adler-32 of so many zeros.
    bytes.writeBytes(
        ByteBuffer.allocate(4).putShort((short) (count % 65_521)).putShort((short) 1).array());
    return bytes.toByteArray();
  }

  private static byte[] deflated(int zeros, int flush) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(new byte[zeros]);
      if (flush == Deflater.NO_FLUSH) {
        deflater.finish();
      }
      byte[] bytes = new byte[10_000];
      return Arrays.copyOf(bytes, deflater.deflate(bytes, 0, bytes.length, flush));
    }
  }

  private static byte[] tiff(int width, int height, boolean isPacked) {
    long size = 3L * width * height;
    byte[] pixels = isPacked ? zeros(size, "") : new byte[Math.toIntExact(size)];
    int entries = 9;
    ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * entries + 4 + 6 + pixels.length);
    int bits = 8 + 2 + 12 * entries + 4;
    file.put(ascii("MM\0*")).putInt(8).putShort((short) entries);
    entry(file, 256, 4, width);
    entry(file, 257, 4, height);
    file.putShort((short) 258).putShort((short) 3).putInt(3).putInt(bits);
    entry(file, 259, 3, isPacked ? 8 : 1);
    entry(file, 262, 3, 2);
    entry(file, 273, 4, bits + 6);
    entry(file, 277, 3, 3);
    entry(file, 278, 4, height);
    entry(file, 279, 4, pixels.length);
    file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8).put(pixels);
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, int type, int value) {
    file.putShort((short) tag)
        .putShort((short) type)
        .putInt(1)
        .putInt(type == 3 ? value << 16 : value);
  }

  /** A JPEG 2000 codestream of three colours whose packets are empty. */
  private static byte[] jp2(
      int width, int height, int tile, int levels, int layers, int block, int sampling) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer size = ByteBuffer.allocate(51);
    size.put(hex("ff4f ff51 002f 0000")).putInt(width).putInt(height).putInt(0).putInt(0);
    size.putInt(tile).putInt(tile).putInt(0).putInt(0).putShort((short) 3);
    byte others = (byte) (sampling >> 4);
    size.put(new byte[] {7, 1, 1, 7, others, others, 7, others, others});
    file.write(size.array(), 0, size.position());
    // Precincts of 128 x 128 where there are many layers.
    boolean isDivided = layers > 1;
    int length = 12 + (isDivided ? levels + 1 : 0);
    ByteBuffer coding = ByteBuffer.allocate(2 + length);
    coding.putShort((short) 0xff52).putShort((short) length).put((byte) (isDivided ? 1 : 0));
    coding.put((byte) 0).putShort((short) layers).put((byte) 0);
    coding.put(new byte[] {(byte) levels, (byte) block, (byte) block, 0, 1});
    coding.put(filled(coding.remaining(), 0x77));
    file.writeBytes(coding.array());
    // A comment: the image library takes no file below 120 bytes.
    file.writeBytes(hex("ff64 0025 0001"));
    file.writeBytes(ascii("no camera writes a file like this"));
    ByteBuffer steps = ByteBuffer.allocate(5 + 3 * levels + 1);
    steps.putShort((short) 0xff5c).putShort((short) (steps.capacity() - 2)).put((byte) 0x40);
    steps.put(filled(steps.remaining(), 0x40));
    file.writeBytes(steps.array());
    int tiles = Math.ceilDiv(width, tile) * Math.ceilDiv(height, tile);
    int packets = 3 * (levels + 1);
    for (int i = 0; i < tiles; i++) {
      ByteBuffer part = ByteBuffer.allocate(14 + packets);
      part.put(hex("ff90 000a")).putShort((short) i).putInt(part.capacity());
      part.put(hex("00 01 ff93"));
      file.writeBytes(part.array());
    }
    file.writeBytes(hex("ffd9"));
    return file.toByteArray();
  }

  private static BufferedImage board(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(20, 110, 50));
    g.fillRect(0, 0, width, height);
    for (int x = 16; x < width; x += 24) {
      for (int y = 16; y < height; y += 24) {
        g.setColor(new Color(30, 30, 30));
        g.fillRect(x, y, 12, 12);
        g.setColor(new Color(220, 200, 120));
        g.fillRect(x - 4, y, 4, 4);
        g.drawLine(x, y - 4, x + 16, y - 4);
      }
    }
    g.dispose();
    return image;
  }

  private static byte[] write(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
