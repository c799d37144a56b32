package io.boardsift.sift.memory;

/** Bytes that are no memory, or not a whole one. The text says what is wrong, in one line. */
public final class BrokenMemoryException extends Exception {
  public BrokenMemoryException(String message) {
    super(message);
  }
}
