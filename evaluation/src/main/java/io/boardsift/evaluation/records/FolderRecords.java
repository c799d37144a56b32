package io.boardsift.evaluation.records;

import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.PhotoSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records in a copy of a results bucket, as {@code aws s3 sync} makes it; the photos are not there.
 *
 * @param root the folder that holds {@code decisions} and {@code verdicts}
 */
public record FolderRecords(Path root) implements Records {
  /** Whether a folder is such a copy. */
  public static boolean isOne(Path folder) {
    return Files.isDirectory(folder.resolve("decisions"));
  }

  @Override
  public List<String> names(String folder, Instant since) {
    Path records = root.resolve(folder);
    if (!Files.isDirectory(records)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(records)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toFile().isHidden())
          .map(file -> folder + file.getFileName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(records + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String read(String name) {
    try {
      return new String(Files.readAllBytes(root.resolve(name)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<byte[]> rules(String name) {
    Path rules = root.resolve(name);
    try {
      return Files.isRegularFile(rules) ? Optional.of(Files.readAllBytes(rules)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(rules + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean hasPhotos() {
    return false;
  }

  @Override
  public PhotoSource photo(Photo photo) {
    return new NotHere(photo);
  }

  private record NotHere(Photo photo) implements PhotoSource {
    @Override
    public String key() {
      return photo.key();
    }

    @Override
    public long size() {
      return photo.size();
    }

    @Override
    public byte[] head(int length) {
      return bytes();
    }

    @Override
    public byte[] bytes() {
      throw new IllegalStateException("photos are not in a copy of the records");
    }
  }
}
