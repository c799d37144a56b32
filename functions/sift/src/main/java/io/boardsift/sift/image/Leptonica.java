package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of the Leptonica image library that we call, bound through the Foreign Function and
 * Memory API. A {@code PIX} is a {@link MemorySegment} here; who gets one destroys it.
 *
 * @see <a href="http://www.leptonica.org/">Leptonica</a>
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class Leptonica {
  private static final int SILENT = 6;

  private static final int TO_FULL_COLOUR = 2;

  private final MethodHandle readJpeg;
  private final MethodHandle readJp2;
  private final MethodHandle read;
  private final MethodHandle readHeader;
  private final MethodHandle removeColormap;
  private final MethodHandle convertTo32;
  private final MethodHandle removeAlpha;
  private final MethodHandle scaleToSize;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle depth;
  private final MethodHandle wordsPerLine;
  private final MethodHandle data;
  private final MethodHandle destroy;
  private final MethodHandle create;
  private final MethodHandle writeJpeg;
  private final MethodHandle free;

  private Leptonica(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    record Binder(Linker linker, SymbolLookup library) {
      MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
        return linker.downcallHandle(
            library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
      }
    }
    Binder lib = new Binder(linker, library);
    readJpeg =
        lib.bind(
            "pixReadMemJpeg", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    readJp2 =
        lib.bind(
            "pixReadMemJp2k", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    read = lib.bind("pixReadMem", ADDRESS, ADDRESS, JAVA_LONG);
    readHeader =
        lib.bind(
            "pixReadHeaderMem",
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    removeColormap = lib.bind("pixRemoveColormap", ADDRESS, ADDRESS, JAVA_INT);
    convertTo32 = lib.bind("pixConvertTo32", ADDRESS, ADDRESS);
    removeAlpha = lib.bind("pixRemoveAlpha", ADDRESS, ADDRESS);
    scaleToSize = lib.bind("pixScaleAreaMapToSize", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    width = lib.bind("pixGetWidth", JAVA_INT, ADDRESS);
    height = lib.bind("pixGetHeight", JAVA_INT, ADDRESS);
    depth = lib.bind("pixGetDepth", JAVA_INT, ADDRESS);
    wordsPerLine = lib.bind("pixGetWpl", JAVA_INT, ADDRESS);
    data = lib.bind("pixGetData", ADDRESS, ADDRESS);
    destroy =
        linker.downcallHandle(
            library.findOrThrow("pixDestroy"), FunctionDescriptor.ofVoid(ADDRESS));
    create = lib.bind("pixCreate", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    writeJpeg =
        lib.bind("pixWriteMemJpeg", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    free =
        linker.downcallHandle(library.findOrThrow("lept_free"), FunctionDescriptor.ofVoid(ADDRESS));
    CodecMessages.silence();
    MethodHandle setMessageSeverity = lib.bind("setMsgSeverity", JAVA_INT, JAVA_INT);
    try {
      int before = (int) setMessageSeverity.invokeExact(SILENT);
      assert before >= 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The library, loaded once and for good. */
  static Leptonica get() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final Leptonica INSTANCE =
        new Leptonica(SymbolLookup.libraryLookup(NativeLibrary.locate(), Arena.global()));
  }

  /** The picture at 1/1, 1/2, 1/4 or 1/8 of its size, or null if it is broken. */
  MemorySegment readJpeg(MemorySegment file, int reduction, MemorySegment warnings) {
    try {
      return orNull(
          (MemorySegment) readJpeg.invokeExact(file, file.byteSize(), 0, reduction, warnings, 0));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The picture at 1/1, 1/2, 1/4, 1/8 or 1/16 of its size, or null if it is broken or has none. */
  MemorySegment readJp2(MemorySegment file, int reduction) {
    try {
      return orNull(
          (MemorySegment)
              readJp2.invokeExact(file, file.byteSize(), reduction, MemorySegment.NULL, 0, 0));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The picture of any format, or null if it is broken. */
  MemorySegment read(MemorySegment file) {
    try {
      return orNull((MemorySegment) read.invokeExact(file, file.byteSize()));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** How many pixels the library itself expects of a file, or -1 if it is broken. */
  long pixels(Arena arena, MemorySegment file) {
    MemorySegment numbers = arena.allocate(JAVA_INT, 6);
    try {
      int failed =
          (int)
              readHeader.invokeExact(
                  file,
                  file.byteSize(),
                  numbers,
                  numbers.asSlice(4),
                  numbers.asSlice(8),
                  numbers.asSlice(12),
                  numbers.asSlice(16),
                  numbers.asSlice(20));
      return failed == 0
          ? (long) numbers.getAtIndex(JAVA_INT, 1) * numbers.getAtIndex(JAVA_INT, 2)
          : -1;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A new picture whose pixels are colours and not numbers of colours. */
  MemorySegment removeColormap(MemorySegment pix) {
    try {
      return orNull((MemorySegment) removeColormap.invokeExact(pix, TO_FULL_COLOUR));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A new picture of 32 bits a pixel. */
  MemorySegment convertTo32(MemorySegment pix) {
    try {
      return orNull((MemorySegment) convertTo32.invokeExact(pix));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A new picture that lies on white where it was transparent. */
  MemorySegment removeAlpha(MemorySegment pix) {
    try {
      return orNull((MemorySegment) removeAlpha.invokeExact(pix));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A new picture, each of its pixels the mean of those it covers. */
  MemorySegment scaleToSize(MemorySegment pix, int newWidth, int newHeight) {
    try {
      return orNull((MemorySegment) scaleToSize.invokeExact(pix, newWidth, newHeight));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int width(MemorySegment pix) {
    return number(width, pix);
  }

  int height(MemorySegment pix) {
    return number(height, pix);
  }

  /** Bits a pixel. */
  int depth(MemorySegment pix) {
    return number(depth, pix);
  }

  /** Copies a picture of 32 bits a pixel out. */
  Raster raster(MemorySegment pix) {
    int w = width(pix);
    int h = height(pix);
    int line = number(wordsPerLine, pix);
    MemorySegment words = words(pix, (long) line * h);
    int[] rgb = new int[w * h];
    for (int y = 0; y < h; y++) {
      MemorySegment.copy(words, JAVA_INT, 4L * line * y, rgb, y * w, w);
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] >>>= 8; // red, green, blue, alpha from the highest byte down
    }
    return new Raster(w, h, rgb);
  }

  private MemorySegment words(MemorySegment pix, long count) {
    try {
      return ((MemorySegment) data.invokeExact(pix)).reinterpret(4 * count);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A new picture of 32 bits a pixel. */
  MemorySegment pix(Raster raster) {
    int w = raster.width();
    int h = raster.height();
    MemorySegment pix;
    try {
      pix = orNull((MemorySegment) create.invokeExact(w, h, 32));
    } catch (Throwable e) {
      throw unexpected(e);
    }
    if (pix == null) {
      throw new IllegalStateException("the image library has no memory left");
    }
    MemorySegment words = words(pix, (long) w * h); // at this depth lines have no padding
    for (int i = 0; i < raster.rgb().length; i++) {
      words.setAtIndex(JAVA_INT, i, raster.rgb()[i] << 8);
    }
    return pix;
  }

  /** A JPEG file of a picture of 32 bits a pixel. */
  byte[] jpeg(MemorySegment pix, int quality) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      int failed = (int) writeJpeg.invokeExact(pointer, size, pix, quality, 0);
      if (failed != 0) {
        throw new IllegalStateException("the image library cannot write this picture");
      }
      MemorySegment file = pointer.get(ADDRESS, 0);
      byte[] bytes = file.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      free.invokeExact(file);
      return bytes;
    } catch (IllegalStateException e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void destroy(MemorySegment pix) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      pointer.set(ADDRESS, 0, pix);
      destroy.invokeExact(pointer);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int number(MethodHandle function, MemorySegment pix) {
    try {
      return (int) function.invokeExact(pix);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MemorySegment orNull(MemorySegment pix) {
    return pix.address() == 0 ? null : pix;
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("the image library could not be called", e);
  }
}
