package io.boardsift.sift.memory;

import java.util.Optional;

/** Where the memory comes from. Each call may cost a request; it is made only when needed. */
@FunctionalInterface
public interface MemorySource {
  /** Where nobody remembers anything: rules that ask for the memory never hold. */
  MemorySource NONE = Optional::empty;

  /** The memory as it is now; empty if it cannot be read, which is not to have an empty one. */
  Optional<Memory> recall();
}
