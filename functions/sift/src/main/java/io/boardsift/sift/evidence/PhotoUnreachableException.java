package io.boardsift.sift.evidence;

/**
 * The photo's bytes cannot be read at the moment, for a reason that says nothing of the photo: its
 * storage is away, too busy or refuses. Nothing is decided on it, so that it can be tried again.
 */
public final class PhotoUnreachableException extends RuntimeException {
  public PhotoUnreachableException(String photo, Throwable cause) {
    super(photo + " cannot be read now: " + cause.getMessage(), cause);
  }
}
