package io.boardsift.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds the files under folders and gives each an object key. */
public final class PhotoFiles {
  /** S3's limit, in bytes of UTF-8. */
  private static final int LONGEST_KEY = 1024;

  private PhotoFiles() {}

  /**
   * Every regular file under the given folders (or the given files themselves), each once, in the
   * order of their names. Symbolic links are followed as far as they stay within what was given: a
   * folder of photos must not bring in files of which its owner never thought.
   *
   * @param skipped told in a sentence of each link that was not followed
   * @throws UncheckedIOException if a folder cannot be read
   */
  public static List<Submission> under(List<Path> roots, Consumer<String> skipped) {
    Set<Path> given = roots.stream().map(PhotoFiles::real).collect(Collectors.toSet());
    Set<Path> seen = new HashSet<>();
    Set<String> keys = new HashSet<>();
    List<Submission> submissions = new ArrayList<>();
    for (Path root : roots) {
      for (Path file : LinkedFiles.under(root, given, skipped)) {
        if (seen.add(real(file))) {
          submissions.add(new Submission(file.toString(), key(file, keys), () -> bytes(file)));
        }
      }
    }
    return submissions;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The path without what leads out of here, made unlike every other key and short enough. */
  private static String key(Path file, Set<String> taken) {
    String path = file.normalize().toString().replace('\\', '/').replaceFirst("^(\\.\\./|/)+", "");
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      path = "long/" + Integer.toHexString(path.hashCode()) + "-" + file.getFileName();
    }
    String key = path;
    for (int i = 2; !taken.add(key); i++) {
      key = i + "/" + path;
    }
    return key;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
