package io.boardsift.emulator.aws.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a write outlives once it has been answered for. */
public enum Durability {
  /** The end of this process, however it comes. The operating system writes to the disk later. */
  PROCESS,
  /** A power cut, too: each write waits for the disk. */
  POWER;

  /** Waits until a file's content is on the disk, if that is wanted. */
  void flushFile(Path file) throws IOException {
    if (this == POWER) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  /** Waits until the names in a folder are on the disk, if that is wanted. */
  void flushFolder(Path folder) {
    if (this != POWER || isWindows()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Windows opens no folders, and writes their names with the files. */
  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
