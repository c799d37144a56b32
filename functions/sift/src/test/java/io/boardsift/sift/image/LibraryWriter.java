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

/** Writes pictures without loss in formats that Java does not write, by the image library. */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class LibraryWriter {
  /** With this quality the library's JPEG 2000 loses nothing, and its WebP takes most time. */
  private static final int BEST = 100;

  private static final int LOSSLESS = 1;

  private static final int LEVELS = 5;

  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(NativeLibrary.locate(), Arena.global());

  private LibraryWriter() {}

  static byte[] webp(Raster raster) {
    MethodHandle write = handle("pixWriteMemWebP", JAVA_INT, JAVA_INT);
    return write(
        raster, (data, size, pix) -> (int) write.invokeExact(data, size, pix, BEST, LOSSLESS));
  }

  static byte[] jpeg2000(Raster raster) {
    MethodHandle write = handle("pixWriteMemJp2k", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    return write(
        raster, (data, size, pix) -> (int) write.invokeExact(data, size, pix, BEST, LEVELS, 0, 0));
  }

  private static MethodHandle handle(String name, MemoryLayout... more) {
    return Linker.nativeLinker()
        .downcallHandle(
            LIBRARY.findOrThrow(name),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS).appendArgumentLayouts(more));
  }

  private interface Writing {
    int into(MemorySegment data, MemorySegment size, MemorySegment pix) throws Throwable;
  }

  private static byte[] write(Raster raster, Writing writing) {
    MemorySegment pix = Pix.of(raster);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      if (writing.into(data, size, pix) != 0) {
        throw new AssertionError("the image library does not write this");
      }
      // The library's memory is not given back: a test ends soon.
      return data.get(ADDRESS, 0).reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      Leptonica.destroy(pix);
    }
  }
}
