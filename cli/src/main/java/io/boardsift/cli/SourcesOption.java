package io.boardsift.cli;

import io.boardsift.evaluation.rules.LabelledPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which sources of labelled photos are taken, so that others can be kept aside. */
final class SourcesOption {
  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "take only photos of the sources in this file, one a line; # begins a comment")
  private Path only;

  @Option(
      names = "--without-sources",
      paramLabel = "FILE",
      description = "leave out photos of the sources in this file, such as those trained on")
  private Path without;

  boolean isGiven() {
    return only != null || without != null;
  }

  List<LabelledPhoto> taken(List<LabelledPhoto> photos) {
    Set<String> known = photos.stream().map(LabelledPhoto::source).collect(Collectors.toSet());
    Set<String> taken = only == null ? known : read("--sources", only, known);
    Set<String> left = without == null ? Set.of() : read("--without-sources", without, known);
    return photos.stream()
        .filter(photo -> taken.contains(photo.source()) && !left.contains(photo.source()))
        .toList();
  }

  /** The sources in a file, at least one of which has photos. */
  private static Set<String> read(String option, Path file, Set<String> known) {
    try {
      Set<String> read =
          Files.readAllLines(file).stream()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toSet());
      if (read.stream().noneMatch(known::contains)) {
        throw CommandException.badInput(
            option
                + " "
                + file
                + ": no photo is of a source in it; one of theirs is \""
                + known.stream().sorted().findFirst().orElse("")
                + "\"");
      }
      return read;
    } catch (IOException e) {
      throw CommandException.badInput(option + " " + file + ": cannot be read: " + e.getMessage());
    }
  }
}
