package io.boardsift.sift.rules;

/** A rule file that is refused. The message is one line: file, line, column, problem, fix. */
public final class RuleFileException extends Exception {
  /**
   * @param line from 1, or 0 where the whole file is meant
   * @param column from 1
   */
  public RuleFileException(String file, int line, int column, String problem) {
    super(file + (line > 0 ? ":" + line + ":" + column : "") + ": " + problem);
  }
}
