package io.boardsift.sift.memory;

import java.util.Optional;

/** Where memories come from. Each call may cost a request; it is made only when needed. */
@FunctionalInterface
public interface MemorySource {
  /** Where nobody remembers anything: rules that ask for the memory never hold. */
  MemorySource NONE = camera -> Optional.empty();

  /**
   * The memory of a camera as it is now; empty if it cannot be read, which is not to have an empty
   * one.
   *
   * @param camera see {@link RememberedPhoto#camera(String)}
   */
  Optional<Memory> recall(String camera);
}
