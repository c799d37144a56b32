package io.boardsift.cli;

import io.boardsift.emulator.photos.LargePhoto;
import io.boardsift.evaluation.rules.FilePhoto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Photos of 12 megapixels that are made up to be timed: one board, in several formats. */
final class MadeUpFiles {
  private static final long SEED = 1;

  private MadeUpFiles() {}

  /** Writes them into a folder. */
  static List<FilePhoto> write(Path folder) {
    LargePhoto photo = new LargePhoto(SEED);
    return List.of(
        write(folder.resolve("board-12mp.jpg"), photo.jpeg()),
        write(folder.resolve("board-12mp-progressive.jpg"), photo.progressiveJpeg()),
        write(folder.resolve("board-12mp.png"), photo.png()));
  }

  private static FilePhoto write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
    return new FilePhoto(file);
  }
}
