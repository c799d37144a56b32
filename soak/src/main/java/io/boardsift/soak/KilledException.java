package io.boardsift.soak;

/** A function was killed, or so the one who invoked it is to believe. */
final class KilledException extends RuntimeException {
  KilledException(String function) {
    super(function + " was killed");
  }
}
