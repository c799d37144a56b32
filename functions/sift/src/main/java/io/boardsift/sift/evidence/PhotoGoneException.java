package io.boardsift.sift.evidence;

/** The photo no longer exists, so there is nothing to decide on. */
public final class PhotoGoneException extends RuntimeException {
  public PhotoGoneException(String photo, Throwable cause) {
    super(photo + " is gone", cause);
  }
}
