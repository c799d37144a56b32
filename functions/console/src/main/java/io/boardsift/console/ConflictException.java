package io.boardsift.console;

/** Somebody else has answered on the photo since the reviewer got it. Nothing was changed. */
final class ConflictException extends RuntimeException {
  private final transient GivenAnswer given;

  ConflictException(GivenAnswer given) {
    super("somebody else has answered on this photo");
    this.given = given;
  }

  /** The answer that stands. */
  GivenAnswer given() {
    return given;
  }
}
