package io.boardsift.aws;

import software.amazon.lambda.powertools.logging.argument.StructuredArgument;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * A named value of a line in the log. Texts and whole numbers only: for other objects Powertools
 * needs a library that does not ship, and a stack trace would take the line's place.
 */
public final class LogEntry {
  private LogEntry() {}

  public static StructuredArgument entry(String name, String text) {
    return StructuredArguments.entry(name, text);
  }

  public static StructuredArgument entry(String name, long number) {
    return StructuredArguments.entry(name, number);
  }
}
