package io.boardsift.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through a folder, and through symbolic links that lead to what was given. */
final class LinkedFiles extends SimpleFileVisitor<Path> {
  private final Set<Path> given;
  private final Consumer<String> skipped;
  private final List<Path> files = new ArrayList<>();

  private LinkedFiles(Set<Path> given, Consumer<String> skipped) {
    this.given = given;
    this.skipped = skipped;
  }

  /**
   * Every regular file under a folder, or the file itself, in the order of names.
   *
   * @param given the real paths under which files may lie
   * @param skipped told of each link that was not followed
   */
  static List<Path> under(Path root, Set<Path> given, Consumer<String> skipped) {
    LinkedFiles found = new LinkedFiles(given, skipped);
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be read: " + e.getMessage(), e);
    }
    return found.files.stream().sorted().toList();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    return isWithin(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile() && isWithin(file)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isWithin(Path path) throws IOException {
    // Only a link can lead elsewhere, and what is below a link followed has been asked about.
    if (!Files.isSymbolicLink(path)) {
      return true;
    }
    Path real = path.toRealPath();
    if (given.stream().anyMatch(real::startsWith)) {
      return true;
    }
    skipped.accept(path + " is skipped: the link leads out of what was given, to " + real);
    return false;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
    if (e instanceof FileSystemLoopException
        || (e instanceof NoSuchFileException && Files.isSymbolicLink(path))) {
      skipped.accept(path + " is skipped: the link leads nowhere or in a circle");
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
