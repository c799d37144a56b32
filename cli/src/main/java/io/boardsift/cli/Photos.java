package io.boardsift.cli;

import io.boardsift.evaluation.rules.FilePhoto;
import java.nio.file.Files;
import java.nio.file.Path;

/** Photos that are named on the command line. */
final class Photos {
  private Photos() {}

  /** The file, if it can be read as a photo at all. */
  static FilePhoto inFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.badInput(
          file + (Files.exists(file) ? ": is not a file" : ": there is no such file"));
    }
    if (!Files.isReadable(file)) {
      throw CommandException.badInput(file + ": may not be read");
    }
    return new FilePhoto(file);
  }
}
