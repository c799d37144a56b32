package io.boardsift.cli;

/** A command that cannot go on. The message is one line: what, where, the fix. */
final class CommandException extends RuntimeException {
  /** Something was lost, or a check failed. */
  static final int FAILED = 1;

  /** Wrong usage or a bad file. */
  static final int BAD_INPUT = 2;

  private final int exitCode;

  private CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  static CommandException badInput(String message) {
    return new CommandException(BAD_INPUT, message, null);
  }

  static CommandException failed(String message, Throwable cause) {
    return new CommandException(FAILED, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
