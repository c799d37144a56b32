package io.boardsift.evaluation.records;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.Defect.Place;
import io.boardsift.sift.records.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What people answered, as a file for other programs: a line for each photo, in the order in which
 * the photos were decided on.
 */
public enum LabelsFile {
  /**
   * A table with the columns {@link #COLUMNS}. A photo is named by bucket, key and version; a place
   * by its left and upper edge, its width and its height, in fractions of the upright photo.
   */
  CSV("csv") {
    @Override
    void write(List<ReviewedPhoto> answered, BufferedWriter writer) throws IOException {
      try (CSVPrinter table = new CSVPrinter(writer, CSVFormat.RFC4180)) {
        table.printRecord(COLUMNS);
        for (ReviewedPhoto one : answered) {
          table.printRecord(row(one, one.verdict().orElseThrow()));
        }
      }
    }
  },

  /** The verdicts themselves: an augmented manifest as SageMaker Ground Truth writes it. */
  MANIFEST("manifest|jsonl") {
    @Override
    void write(List<ReviewedPhoto> answered, BufferedWriter writer) throws IOException {
      for (ReviewedPhoto one : answered) {
        writer.write(one.verdict().orElseThrow().toManifestLine());
        writer.write('\n');
      }
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "bucket",
          "key",
          "version",
          "answer",
          "defect",
          "places",
          "answered by",
          "labeling job",
          "answered at",
          "outcome",
          "decided by",
          "rule",
          "decided at",
          "rules version");

  /** How names of its files end, as a regular expression. */
  private final String extensions;

  LabelsFile(String extensions) {
    this.extensions = extensions;
  }

  abstract void write(List<ReviewedPhoto> answered, BufferedWriter writer) throws IOException;

  /** The kind that a file's name asks for by its end, if it is one of ours. */
  public static Optional<LabelsFile> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (LabelsFile kind : values()) {
      if (name.matches("(?s).*\\.(" + kind.extensions + ")")) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * Writes those that have an answer.
   *
   * @return how many
   * @throws IOException if the file cannot be written
   */
  public int write(List<ReviewedPhoto> reviewed, Path file) throws IOException {
    List<ReviewedPhoto> answered =
        reviewed.stream().filter(one -> one.verdict().isPresent()).toList();
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      write(answered, writer);
    }
    return answered.size();
  }

  private static List<Object> row(ReviewedPhoto one, Verdict verdict) {
    Photo photo = one.photo();
    return List.of(
        photo.bucket(),
        photo.key(),
        photo.versionId(),
        verdict.answer().label(),
        verdict.defect().reason(),
        verdict.defect().places().stream().map(LabelsFile::text).collect(Collectors.joining("; ")),
        verdict.by(),
        verdict.job(),
        verdict.at(),
        word(one.outcome()),
        word(one.by()),
        one.rule().orElse(""),
        one.decidedAt(),
        one.rulesVersion());
  }

  private static String text(Place place) {
    return "%s %s %s %s".formatted(place.x(), place.y(), place.width(), place.height());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
