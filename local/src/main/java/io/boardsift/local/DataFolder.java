package io.boardsift.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that holds a deployment's data, used by one process at a time and open to its owner
 * only. Only folders that this class made are ever emptied.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "boardsift.lock";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a folder, made if missing, with what is in it.
   *
   * @throws IllegalStateException if another process uses it, or it holds something else
   */
  public static DataFolder open(Path folder) {
    try {
      if (Files.exists(folder) && !Files.exists(folder.resolve(LOCK)) && !isEmpty(folder)) {
        throw new IllegalStateException(
            folder + " holds other things than Boardsift's: name an empty or a new folder");
      }
      PrivateFiles.createFolder(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new IllegalStateException(
            folder + " is in use by another boardsift: stop that one, or name another folder");
      }
      return new DataFolder(folder, channel, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Takes a folder and empties it. */
  public static DataFolder openEmpty(Path folder) {
    DataFolder data = open(folder);
    data.empty();
    return data;
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private void empty() {
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be emptied: " + e.getMessage(), e);
    }
  }

  /** A file or folder within. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
