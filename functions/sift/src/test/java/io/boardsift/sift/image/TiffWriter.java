package io.boardsift.sift.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes TIFF files without compression in the many ways that the format allows. */
final class TiffWriter {
  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int MOSAIC = 32803;

  static final int UNSIGNED = 1;
  static final int FLOATING_POINT = 3;

  static final int WHOLE = 0;
  static final int REDUCED = 1;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG_8 = 16;

  /** How the samples of a picture lie in the file. */
  enum Layout {
    STRIP,
    TILES,
    PLANES
  }

  /**
   * One picture.
   *
   * @param samples by channel, then by pixel; of floating point their bits
   * @param bits of a sample
   * @param extra what the last channel is, where there is one more than colours: 1 or 2, a
   *     transparency; else -1
   */
  record Page(
      int width,
      int height,
      int[][] samples,
      int bits,
      int format,
      int photometric,
      int kind,
      int extra,
      Layout layout) {

    static Page of(Raster raster) {
      int[][] samples = new int[3][raster.rgb().length];
      for (int i = 0; i < raster.rgb().length; i++) {
        for (int channel = 0; channel < 3; channel++) {
          samples[channel][i] = (raster.rgb()[i] >> (16 - 8 * channel)) & 255;
        }
      }
      return new Page(
          raster.width(), raster.height(), samples, 8, UNSIGNED, RGB, WHOLE, -1, Layout.STRIP);
    }

    /** The red channel alone. */
    static Page grey(Raster raster) {
      Page page = of(raster);
      return page.with(new int[][] {page.samples[0]}, 8, UNSIGNED, BLACK_IS_ZERO);
    }

    Page with(int[][] newSamples, int newBits, int newFormat, int newPhotometric) {
      return new Page(
          width, height, newSamples, newBits, newFormat, newPhotometric, kind, extra, layout);
    }

    Page as(Layout newLayout) {
      return new Page(width, height, samples, bits, format, photometric, kind, extra, newLayout);
    }

    Page reduced() {
      return new Page(width, height, samples, bits, format, photometric, REDUCED, extra, layout);
    }

    /** With one more channel, of one value. */
    Page withAlpha(int value, int newExtra) {
      int[][] more = Arrays.copyOf(samples, samples.length + 1);
      more[samples.length] = new int[width * height];
      Arrays.fill(more[samples.length], value);
      return new Page(width, height, more, bits, format, photometric, kind, newExtra, layout);
    }

    /** Samples of more bits, each up to the largest value of so many. */
    Page deep(int newBits, int depth) {
      int[][] deep = new int[samples.length][];
      for (int channel = 0; channel < deep.length; channel++) {
        deep[channel] =
            Arrays.stream(samples[channel])
                .map(s -> (int) Math.round(s / 255.0 * ((1 << depth) - 1)))
                .toArray();
      }
      return with(deep, newBits, UNSIGNED, photometric);
    }

    /** Samples of 32-bit floating point from 0 to a value that stands for white. */
    Page floating(float white) {
      int[][] floats = new int[samples.length][];
      for (int channel = 0; channel < floats.length; channel++) {
        floats[channel] =
            Arrays.stream(samples[channel])
                .map(s -> Float.floatToIntBits(white * s / 255))
                .toArray();
      }
      return with(floats, 32, FLOATING_POINT, photometric);
    }

    /** White and black changed places, and said so. */
    Page whiteIsZero(int depth) {
      int white = (1 << depth) - 1;
      int[][] turned = {Arrays.stream(samples[0]).map(s -> white - s).toArray()};
      return with(turned, bits, format, WHITE_IS_ZERO);
    }
  }

  private record Entry(int tag, int type, long[] values) {}

  private final boolean isBig;
  private final ByteOrder order;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private TiffWriter(boolean isBig, ByteOrder order) {
    this.isBig = isBig;
    this.order = order;
  }

  /** A file of these pictures. */
  static byte[] write(Page... pages) {
    return new TiffWriter(false, ByteOrder.LITTLE_ENDIAN).file(pages);
  }

  static byte[] writeBigEndian(Page... pages) {
    return new TiffWriter(false, ByteOrder.BIG_ENDIAN).file(pages);
  }

  /** A file of these pictures as BigTIFF. */
  static byte[] writeBig(Page... pages) {
    return new TiffWriter(true, ByteOrder.LITTLE_ENDIAN).file(pages);
  }

  private byte[] file(Page... pages) {
    file.writeBytes(
        (order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    number(2, isBig ? 43 : 42);
    if (isBig) {
      number(2, 8);
      number(2, 0);
    }
    List<Integer> links = new ArrayList<>();
    links.add(file.size());
    word(0);
    List<Integer> directories = new ArrayList<>();
    for (Page page : pages) {
      List<Entry> entries = entries(page);
      List<Long> places = new ArrayList<>();
      for (Entry entry : entries) {
        places.add(outside(entry));
      }
      pad();
      directories.add(file.size());
      number(isBig ? 8 : 2, entries.size());
      for (int i = 0; i < entries.size(); i++) {
        write(entries.get(i), places.get(i));
      }
      links.add(file.size());
      word(0);
    }
    byte[] bytes = file.toByteArray();
    for (int i = 0; i < directories.size(); i++) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
      if (isBig) {
        buffer.putLong(links.get(i), directories.get(i));
      } else {
        buffer.putInt(links.get(i), directories.get(i));
      }
    }
    return bytes;
  }

  private List<Entry> entries(Page page) {
    int channels = page.samples.length;
    List<byte[]> parts = parts(page);
    long[] places = new long[parts.size()];
    long[] lengths = new long[parts.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = file.size();
      lengths[i] = parts.get(i).length;
      file.writeBytes(parts.get(i));
    }
    int place = isBig ? LONG_8 : LONG;
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(254, LONG, page.kind));
    entries.add(entry(256, LONG, page.width));
    entries.add(entry(257, LONG, page.height));
    entries.add(entry(258, SHORT, repeat(page.bits, channels)));
    entries.add(entry(259, SHORT, 1));
    entries.add(entry(262, SHORT, page.photometric));
    if (page.layout != Layout.TILES) {
      entries.add(new Entry(273, place, places));
    }
    entries.add(entry(277, SHORT, channels));
    if (page.layout != Layout.TILES) {
      entries.add(entry(278, LONG, page.height));
      entries.add(new Entry(279, LONG, lengths));
    }
    entries.add(entry(284, SHORT, page.layout == Layout.PLANES ? 2 : 1));
    if (page.layout == Layout.TILES) {
      entries.add(entry(322, LONG, TILE));
      entries.add(entry(323, LONG, TILE));
      entries.add(new Entry(324, place, places));
      entries.add(new Entry(325, LONG, lengths));
    }
    if (page.extra >= 0) {
      entries.add(entry(338, SHORT, page.extra));
    }
    entries.add(entry(339, SHORT, repeat(page.format, channels)));
    return entries;
  }

  private static final int TILE = 64;

  private static Entry entry(int tag, int type, long... values) {
    return new Entry(tag, type, values);
  }

  private static long[] repeat(long value, int times) {
    long[] values = new long[times];
    Arrays.fill(values, value);
    return values;
  }

  private List<byte[]> parts(Page page) {
    List<byte[]> parts = new ArrayList<>();
    int channels = page.samples.length;
    switch (page.layout) {
      case STRIP -> parts.add(part(page, 0, 0, page.width, page.height, 0, channels));
      case PLANES -> {
        for (int channel = 0; channel < channels; channel++) {
          parts.add(part(page, 0, 0, page.width, page.height, channel, channel + 1));
        }
      }
      case TILES -> {
        for (int y = 0; y < page.height; y += TILE) {
          for (int x = 0; x < page.width; x += TILE) {
            parts.add(part(page, x, y, x + TILE, y + TILE, 0, channels));
          }
        }
      }
    }
    return parts;
  }

  private byte[] part(Page page, int left, int top, int right, int bottom, int from, int to) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    for (int y = top; y < bottom; y++) {
      long pending = 0;
      int bits = 0;
      for (int x = left; x < right; x++) {
        boolean isInside = x < page.width && y < page.height;
        for (int channel = from; channel < to; channel++) {
          int sample = isInside ? page.samples[channel][y * page.width + x] : 0;
          if (page.bits % 8 == 0) {
            part.writeBytes(bytes(page.bits / 8, sample));
          } else {
            pending = pending << page.bits | sample;
            bits += page.bits;
            while (bits >= 8) {
              bits -= 8;
              part.write((int) (pending >> bits));
            }
          }
        }
      }
      if (bits > 0) {
        part.write((int) (pending << (8 - bits)));
      }
    }
    return part.toByteArray();
  }

  private long outside(Entry entry) {
    int size = size(entry.type);
    if ((long) size * entry.values.length <= (isBig ? 8 : 4)) {
      return -1;
    }
    pad();
    int place = file.size();
    for (long value : entry.values) {
      number(size, value);
    }
    return place;
  }

  private void write(Entry entry, long place) {
    number(2, entry.tag);
    number(2, entry.type);
    word(entry.values.length);
    if (place >= 0) {
      word(place);
      return;
    }
    int size = size(entry.type);
    for (long value : entry.values) {
      number(size, value);
    }
    for (int rest = (isBig ? 8 : 4) - size * entry.values.length; rest > 0; rest--) {
      file.write(0);
    }
  }

  private static int size(int type) {
    return switch (type) {
      case SHORT -> 2;
      case LONG -> 4;
      default -> 8;
    };
  }

  private void pad() {
    while (file.size() % 8 != 0) {
      file.write(0);
    }
  }

  private void word(long number) {
    number(isBig ? 8 : 4, number);
  }

  private void number(int size, long number) {
    file.writeBytes(bytes(size, number));
  }

  private byte[] bytes(int size, long number) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      int shift = 8 * (order == ByteOrder.BIG_ENDIAN ? size - 1 - i : i);
      bytes[i] = (byte) (number >> shift);
    }
    return bytes;
  }
}
