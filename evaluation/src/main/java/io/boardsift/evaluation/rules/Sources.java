package io.boardsift.evaluation.rules;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Which source a photo comes from: by {@code manifest.csv} in its folder or the one above, if there
 * is one with a column {@code source} and one called {@code path} or {@code file}; else by the
 * sub-folder that it lies in; else by its name up to the first hyphen, underscore or digit.
 */
final class Sources {
  static final String MANIFEST = "manifest.csv";

  private final Path folder;
  private final Map<Path, String> listed;

  private Sources(Path folder, Map<Path, String> listed) {
    this.folder = folder;
    this.listed = listed;
  }

  static Sources of(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Map<Path, String> listed = new HashMap<>();
    for (Path place :
        whole.getParent() == null ? List.of(whole) : List.of(whole.getParent(), whole)) {
      Path manifest = place.resolve(MANIFEST);
      if (Files.isRegularFile(manifest)) {
        listed.putAll(read(manifest));
      }
    }
    return new Sources(whole, listed);
  }

  String source(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    String source = listed.get(whole);
    if (source != null) {
      return source;
    }
    Path within = folder.relativize(whole);
    return within.getNameCount() > 1
        ? within.getName(0).toString()
        : within.getFileName().toString().replaceFirst("[-_0-9.].*", "");
  }

  private static Map<Path, String> read(Path manifest) {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (Reader in = Files.newBufferedReader(manifest);
        CSVParser lines = format.parse(in)) {
      String path = lines.getHeaderNames().contains("path") ? "path" : "file";
      Map<Path, String> listed = new HashMap<>();
      for (CSVRecord line : lines) {
        if (line.isSet(path) && line.isSet("source") && !line.get("source").isBlank()) {
          listed.put(manifest.resolveSibling(line.get(path)).normalize(), line.get("source"));
        }
      }
      return listed;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new UncheckedIOException(
          manifest + " is not a list of photos: " + e.getMessage(), new IOException(e));
    }
  }
}
