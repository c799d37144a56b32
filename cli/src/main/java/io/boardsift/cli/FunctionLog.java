package io.boardsift.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where the functions' standard output goes: on Lambda to CloudWatch Logs, here to a file. The
 * command's own answers have the terminal for themselves.
 */
final class FunctionLog {
  /** Some 25,000 photos; as much again is kept in the file before. */
  private static final long LARGEST = 32L << 20;

  private FunctionLog() {}

  static void to(Path file) {
    try {
      PrintStream log =
          new PrintStream(
              new BufferedOutputStream(new RotatingFile(file, LARGEST), 1 << 16),
              false,
              StandardCharsets.UTF_8);
      Runtime.getRuntime().addShutdownHook(new Thread(log::flush));
      System.setOut(log);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
