package io.boardsift.sift.image;

/** A photo whose pixels cannot be read. The text says why, in one line. */
public final class UndecodableException extends Exception {
  public UndecodableException(String message) {
    super(message);
  }

  UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
