package io.boardsift.evaluation.rules;

import io.boardsift.evaluation.records.Records;
import io.boardsift.evaluation.records.ReviewedPhoto;
import io.boardsift.evaluation.records.ReviewedPhotos;
import io.boardsift.sift.memory.RememberedPhoto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the photos of one label under a folder, and which source each comes from. */
public final class LabelledPhotos {
  private LabelledPhotos() {}

  /**
   * Every regular file under a folder, in the order of their names; a manifest there is not a
   * photo.
   *
   * @throws UncheckedIOException if the folder or its manifest cannot be read
   */
  public static List<LabelledPhoto> under(Path folder, boolean showBoards) {
    Sources sources = Sources.of(folder);
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(Sources.MANIFEST))
          .sorted()
          .map(file -> new LabelledPhoto(new FilePhoto(file), showBoards, sources.source(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The photos of which people said whether they show a board; a source is a camera. */
  public static List<LabelledPhoto> answered(ReviewedPhotos reviewed, Records records) {
    return reviewed.all().stream()
        .filter(ReviewedPhoto::isLabelled)
        .map(
            one ->
                new LabelledPhoto(
                    records.photo(one.photo()),
                    one.isBoard(),
                    RememberedPhoto.camera(one.photo().key())))
        .toList();
  }
}
