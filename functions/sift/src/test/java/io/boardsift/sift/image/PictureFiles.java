package io.boardsift.sift.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The same picture in the PNG, BMP and JPEG files that cameras and programs make of it. */
final class PictureFiles {
  /** Colour types of PNG. */
  static final int GREY = 0;

  static final int COLOURS = 2;
  static final int GREY_AND_ALPHA = 4;
  static final int COLOURS_AND_ALPHA = 6;

  private PictureFiles() {}

  static BufferedImage image(Raster raster) {
    BufferedImage image =
        new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, raster.width(), raster.height(), raster.rgb(), 0, raster.width());
    return image;
  }

  /**
   * A file that Java writes.
   *
   * @param compression as Java calls it, or null for none or the usual one
   */
  static byte[] java(Raster raster, String format, String compression, boolean isProgressive) {
    return java(image(raster), format, compression, isProgressive);
  }

  private static byte[] java(
      BufferedImage image, String format, String compression, boolean isProgressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (compression != null) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(compression);
      }
      if (parameters.canWriteProgressive()) {
        parameters.setProgressiveMode(
            isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
      out.flush();
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /**
   * A PNG of 8 bits a sample.
   *
   * @param alpha of all pixels, where the type has one
   * @param chunks to stand before the pixels
   */
  static byte[] png(Raster raster, int type, int alpha, byte[]... chunks) {
    return png(raster, type, 8, 8, alpha, chunks);
  }

  /**
   * A PNG.
   *
   * @param bits of a sample in the file: 8 or 16
   * @param depth of the camera: samples go up to the largest value of so many bits
   */
  static byte[] png(Raster raster, int type, int bits, int depth, int alpha, byte[]... chunks) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    boolean isGrey = type == GREY || type == GREY_AND_ALPHA;
    boolean hasAlpha = type == GREY_AND_ALPHA || type == COLOURS_AND_ALPHA;
    for (int y = 0; y < raster.height(); y++) {
      rows.write(0);
      for (int x = 0; x < raster.width(); x++) {
        int pixel = raster.rgb()[y * raster.width() + x];
        for (int shift = 16; shift >= (isGrey ? 16 : 0); shift -= 8) {
          sample(rows, bits, (int) Math.round((pixel >> shift & 255) / 255.0 * ((1 << depth) - 1)));
        }
        if (hasAlpha) {
          sample(rows, bits, alpha);
        }
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(raster.width())
                .putInt(raster.height())
                .put(new byte[] {(byte) bits, (byte) type, 0, 0, 0})
                .array()));
    for (byte[] chunk : chunks) {
      file.writeBytes(chunk);
    }
    file.writeBytes(chunk("IDAT", deflated(rows.toByteArray())));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static void sample(ByteArrayOutputStream rows, int bits, int value) {
    if (bits == 16) {
      rows.write(value >> 8);
    }
    rows.write(value);
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] chunk(String name, byte[] data) {
    byte[] body = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 4 + data.length);
    System.arraycopy(data, 0, body, 4, data.length);
    CRC32 sum = new CRC32();
    sum.update(body);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(body)
        .putInt((int) sum.getValue())
        .array();
  }

  /** A PNG in seven passes of 16-bit grey. */
  static byte[] interlacedDeepPng(Raster raster) {
    BufferedImage deep =
        new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_USHORT_GRAY);
    short[] samples = ((DataBufferUShort) deep.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((raster.rgb()[i] & 255) * 257);
    }
    return java(deep, "png", null, true);
  }

  /**
   * A BMP of 32 bits a pixel.
   *
   * @param fourth the byte that is reserved with the plain header and alpha with the long one
   */
  static byte[] bmp32(Raster raster, int fourth, boolean hasLongHeader) {
    int header = hasLongHeader ? 108 : 40;
    ByteBuffer file = bmp(raster, header, 0, 4 * raster.width(), 32, hasLongHeader ? 3 : 0);
    if (hasLongHeader) {
      file.putInt(0xff0000)
          .putInt(0xff00)
          .putInt(0xff)
          .putInt(0xff000000)
          .put("BGRs".getBytes(StandardCharsets.US_ASCII));
      file.position(14 + header);
    }
    eachRowUpwards(raster, pixel -> file.putInt(pixel | fourth << 24), () -> {});
    return bytes(file);
  }

  /** A BMP of 16 bits a pixel: 5 of red, 6 of green, 5 of blue. */
  static byte[] bmp565(Raster raster) {
    int line = (2 * raster.width() + 3) / 4 * 4;
    ByteBuffer file = bmp(raster, 40, 12, line, 16, 3);
    file.putInt(0xf800).putInt(0x7e0).putInt(0x1f);
    eachRowUpwards(
        raster,
        pixel ->
            file.putShort(
                (short) ((pixel >> 19 & 31) << 11 | (pixel >> 10 & 63) << 5 | (pixel >> 3 & 31))),
        () -> file.position((file.position() - 66 + line - 1) / line * line + 66));
    return bytes(file);
  }

  /** A grey BMP in run lengths, each of one pixel. */
  static byte[] bmpRunLengths(Raster raster) {
    int line = 2 * raster.width() + 2;
    ByteBuffer file = bmp(raster, 40, 1024, line, 8, 1);
    for (int tone = 0; tone < 256; tone++) {
      file.putInt(tone << 16 | tone << 8 | tone);
    }
    eachRowUpwards(
        raster, pixel -> file.put((byte) 1).put((byte) pixel), () -> file.putShort((short) 0));
    file.putShort(file.position() - 2, (short) 0x100); // the end of the picture
    return bytes(file);
  }

  private static byte[] bytes(ByteBuffer file) {
    byte[] bytes = new byte[file.capacity()];
    file.rewind().get(bytes);
    return bytes;
  }

  private static ByteBuffer bmp(
      Raster raster, int header, int tables, int line, int bits, int compression) {
    int pixels = 14 + header + tables;
    ByteBuffer file =
        ByteBuffer.allocate(pixels + line * raster.height()).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(pixels);
    file.putInt(header).putInt(raster.width()).putInt(raster.height());
    file.putShort((short) 1).putShort((short) bits).putInt(compression);
    file.putInt(line * raster.height()).putInt(2835).putInt(2835).putInt(0).putInt(0);
    return file;
  }

  private static void eachRowUpwards(
      Raster raster, java.util.function.IntConsumer pixel, Runnable endOfRow) {
    for (int y = raster.height() - 1; y >= 0; y--) {
      for (int x = 0; x < raster.width(); x++) {
        pixel.accept(raster.rgb()[y * raster.width() + x]);
      }
      endOfRow.run();
    }
  }
}
