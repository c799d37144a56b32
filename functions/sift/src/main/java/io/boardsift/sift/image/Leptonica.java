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
 * Memory API when the first is called. A {@code PIX} is a {@link MemorySegment} here, and null
 * where the library made none; who gets one destroys it.
 *
 * @see <a href="http://www.leptonica.org/">Leptonica</a>
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class Leptonica {
  private static final int SILENT = 6;
  private static final int TO_FULL_COLOUR = 2;
  private static final int DEPTH = 32;

  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(NativeLibrary.locate(), Arena.global());

  private static final MethodHandle READ_JPEG =
      bind("pixReadMemJpeg", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle READ_JP2 =
      bind("pixReadMemJp2k", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = bind("pixReadMem", ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle READ_HEADER =
      bind(
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
  private static final MethodHandle REMOVE_COLORMAP =
      bind("pixRemoveColormap", ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle CONVERT_TO_32 = bind("pixConvertTo32", ADDRESS, ADDRESS);
  private static final MethodHandle REMOVE_ALPHA = bind("pixRemoveAlpha", ADDRESS, ADDRESS);
  private static final MethodHandle SCALE_TO_SIZE =
      bind("pixScaleAreaMapToSize", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle WIDTH = bind("pixGetWidth", JAVA_INT, ADDRESS);
  private static final MethodHandle HEIGHT = bind("pixGetHeight", JAVA_INT, ADDRESS);
  private static final MethodHandle BITS = bind("pixGetDepth", JAVA_INT, ADDRESS);
  private static final MethodHandle SAMPLES = bind("pixGetSpp", JAVA_INT, ADDRESS);
  private static final MethodHandle SET_SAMPLES = bind("pixSetSpp", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle WORDS_PER_LINE = bind("pixGetWpl", JAVA_INT, ADDRESS);
  private static final MethodHandle DATA = bind("pixGetData", ADDRESS, ADDRESS);
  private static final MethodHandle CREATE =
      bind("pixCreate", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle WRITE_JPEG =
      bind("pixWriteMemJpeg", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle DESTROY =
      bind("pixDestroy", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle FREE = bind("lept_free", FunctionDescriptor.ofVoid(ADDRESS));

  static {
    CodecMessages.silence();
    MethodHandle setMessageSeverity = bind("setMsgSeverity", JAVA_INT, JAVA_INT);
    int before = call(() -> (int) setMessageSeverity.invokeExact(SILENT));
    assert before >= 0;
  }

  private Leptonica() {}

  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.of(result, arguments));
  }

  private static MethodHandle bind(String name, FunctionDescriptor types) {
    return Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow(name), types);
  }

  /** The picture at 1/1, 1/2, 1/4 or 1/8 of its size, or null if it is broken. */
  static MemorySegment readJpeg(Arena arena, MemorySegment file, int reduction) {
    MemorySegment warnings = arena.allocate(JAVA_INT);
    return pix(
        () ->
            (MemorySegment)
                READ_JPEG.invokeExact(file, file.byteSize(), 0, reduction, warnings, 0));
  }

  /** The picture at 1/1, 1/2, 1/4, 1/8 or 1/16 of its size, or null if it is broken or has none. */
  static MemorySegment readJp2(MemorySegment file, int reduction) {
    return pix(
        () ->
            (MemorySegment)
                READ_JP2.invokeExact(file, file.byteSize(), reduction, MemorySegment.NULL, 0, 0));
  }

  /** The picture of any format, or null if it is broken. */
  static MemorySegment read(MemorySegment file) {
    return pix(() -> (MemorySegment) READ.invokeExact(file, file.byteSize()));
  }

  /** How many pixels the library itself expects of a file, or -1 if it is broken. */
  static long pixels(Arena arena, MemorySegment file) {
    MemorySegment numbers = arena.allocate(JAVA_INT, 6);
    int failed =
        call(
            () ->
                (int)
                    READ_HEADER.invokeExact(
                        file,
                        file.byteSize(),
                        numbers,
                        numbers.asSlice(4),
                        numbers.asSlice(8),
                        numbers.asSlice(12),
                        numbers.asSlice(16),
                        numbers.asSlice(20)));
    return failed == 0
        ? (long) numbers.getAtIndex(JAVA_INT, 1) * numbers.getAtIndex(JAVA_INT, 2)
        : -1;
  }

  /** A new picture whose pixels are colours and not numbers of colours. */
  static MemorySegment removeColormap(MemorySegment pix) {
    return pix(() -> (MemorySegment) REMOVE_COLORMAP.invokeExact(pix, TO_FULL_COLOUR));
  }

  /** A new picture of 32 bits a pixel. */
  static MemorySegment convertTo32(MemorySegment pix) {
    return pix(() -> (MemorySegment) CONVERT_TO_32.invokeExact(pix));
  }

  /** A new picture that lies on white where it was transparent. */
  static MemorySegment removeAlpha(MemorySegment pix) {
    return pix(() -> (MemorySegment) REMOVE_ALPHA.invokeExact(pix));
  }

  /** A new picture, each of its pixels the mean of those it covers. */
  static MemorySegment scaleToSize(MemorySegment pix, int width, int height) {
    return pix(() -> (MemorySegment) SCALE_TO_SIZE.invokeExact(pix, width, height));
  }

  /** A new picture of 32 bits a pixel. */
  static MemorySegment create(int width, int height) {
    return pix(() -> (MemorySegment) CREATE.invokeExact(width, height, DEPTH));
  }

  static int width(MemorySegment pix) {
    return call(() -> (int) WIDTH.invokeExact(pix));
  }

  static int height(MemorySegment pix) {
    return call(() -> (int) HEIGHT.invokeExact(pix));
  }

  /** Bits a pixel. */
  static int depth(MemorySegment pix) {
    return call(() -> (int) BITS.invokeExact(pix));
  }

  /** Samples a pixel: 1, 3, or 4 with transparency. */
  static int samples(MemorySegment pix) {
    return call(() -> (int) SAMPLES.invokeExact(pix));
  }

  /** Makes the picture's transparency not count. */
  static void dropAlpha(MemorySegment pix) {
    int failed = call(() -> (int) SET_SAMPLES.invokeExact(pix, 3));
    if (failed != 0) {
      throw new IllegalStateException("the image library knows no such picture");
    }
  }

  /** Words of 32 bits from one line of pixels to the next. */
  static int wordsPerLine(MemorySegment pix) {
    return call(() -> (int) WORDS_PER_LINE.invokeExact(pix));
  }

  /** The picture's own memory, so many words of 32 bits. */
  static MemorySegment words(MemorySegment pix, long count) {
    return call(() -> ((MemorySegment) DATA.invokeExact(pix)).reinterpret(4 * count));
  }

  /** A JPEG file of a picture of 32 bits a pixel, or null if it cannot be written. */
  static byte[] jpeg(MemorySegment pix, int quality) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      int failed = call(() -> (int) WRITE_JPEG.invokeExact(pointer, size, pix, quality, 0));
      if (failed != 0) {
        return null;
      }
      MemorySegment file = pointer.get(ADDRESS, 0);
      byte[] bytes = file.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      free(FREE, file);
      return bytes;
    }
  }

  static void destroy(MemorySegment pix) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      pointer.set(ADDRESS, 0, pix);
      free(DESTROY, pointer);
    }
  }

  private static void free(MethodHandle function, MemorySegment what) {
    try {
      function.invokeExact(what);
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  private static MemorySegment pix(NativeCall<MemorySegment> call) {
    MemorySegment pix = call(call);
    return pix.address() == 0 ? null : pix;
  }

  private static <T> T call(NativeCall<T> call) {
    try {
      return call.call();
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  private static IllegalStateException uncallable(Throwable e) {
    return new IllegalStateException("the image library could not be called", e);
  }

  @FunctionalInterface
  private interface NativeCall<T> {
    T call() throws Throwable;
  }
}
