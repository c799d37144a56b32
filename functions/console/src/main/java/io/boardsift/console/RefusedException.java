package io.boardsift.console;

/** A request that is not carried out. The message is for the reviewer. */
final class RefusedException extends RuntimeException {
  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** As HTTP has it. */
  int status() {
    return status;
  }
}
