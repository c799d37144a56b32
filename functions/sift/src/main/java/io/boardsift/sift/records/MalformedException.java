package io.boardsift.sift.records;

/** A message that cannot be understood. The text says what is wrong, in one line. */
public final class MalformedException extends Exception {
  public MalformedException(String message) {
    super(message);
  }
}
