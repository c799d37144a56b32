package io.boardsift.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders for their owner's eyes only, where the file system knows such rights. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /**
   * Closes a file to others; an empty one is made if it is missing, closed from the first moment.
   */
  public static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    if (!knowsRights(folder)) {
      return;
    }
    if (!Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } else if (Files.isRegularFile(file)) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  /** Closes a folder to others, and makes it if it is missing. What lies within is closed too. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (knowsRights(folder)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  private static boolean knowsRights(Path place) throws IOException {
    return Files.getFileStore(place).supportsFileAttributeView("posix");
  }
}
