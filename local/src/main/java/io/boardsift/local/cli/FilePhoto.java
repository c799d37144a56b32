package io.boardsift.local.cli;

import io.boardsift.sift.evidence.PhotoSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A photo in a file. */
record FilePhoto(Path file) implements PhotoSource {
  @Override
  public String key() {
    return file.toString();
  }

  @Override
  public long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public byte[] head(int length) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The file, if it can be read as a photo at all. */
  static FilePhoto of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.badInput(
          file + (Files.exists(file) ? ": is no file" : ": there is no such file"));
    }
    if (!Files.isReadable(file)) {
      throw CommandException.badInput(file + ": may not be read");
    }
    return new FilePhoto(file);
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(file + " cannot be read", e);
  }
}
