package io.boardsift.sift.image;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What libjpeg, libpng and libtiff print of the damage they find in files. It says nothing that the
 * decision's reason does not, it is not JSON, and a flood of bad files would be a flood of it; so
 * C's standard error stream is led nowhere. Java's own, which does not go through C's, is
 * untouched.
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class CodecMessages {
  private CodecMessages() {}

  /** Leads C's {@code stderr} nowhere; where that cannot be done the messages just stay. */
  static void silence() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> stream =
        linker.defaultLookup().find("stderr").or(() -> linker.defaultLookup().find("__stderrp"));
    Optional<MemorySegment> open = linker.defaultLookup().find("fopen");
    if (stream.isEmpty() || open.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nowhere =
          (MemorySegment)
              linker
                  .downcallHandle(open.get(), FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS))
                  .invokeExact(arena.allocateFrom("/dev/null"), arena.allocateFrom("w"));
      if (nowhere.address() != 0) {
        stream.get().reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, nowhere);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("calling into the C library failed", e);
    }
  }
}
