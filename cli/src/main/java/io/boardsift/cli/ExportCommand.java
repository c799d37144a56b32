package io.boardsift.cli;

import io.boardsift.evaluation.records.LabelsFile;
import io.boardsift.evaluation.records.ReviewedPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what people answered to a file for other programs: a line for each photo, with the"
          + " defect and the places that reviewers marked.",
      "Without --results it reads the running \"boardsift up\", or else the last \"run\" or"
          + " \"demo\"."
    })
final class ExportCommand implements Runnable {
  @Mixin private ResultsOption results;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "FILE.csv: a table; FILE.manifest: an augmented manifest of JSON lines")
  private Path out;

  @Mixin private Output output;

  @Override
  public void run() {
    LabelsFile kind =
        LabelsFile.of(out)
            .orElseThrow(
                () ->
                    CommandException.badInput(
                        "--out " + out + ": its name has to end in .csv, .manifest or .jsonl"));
    if (Files.isDirectory(out)) {
      throw CommandException.badInput("--out " + out + ": is a folder; name a file");
    }
    try (ResultsOption.OpenRecords opened = results.open(output.err())) {
      ReviewedPhotos reviewed = results.read(opened.records(), output.err());
      int answered = kind.write(reviewed.all(), out);
      output
          .text()
          .printf(
              "%d of %d photos have an answer; written to %s%n",
              answered, reviewed.all().size(), out);
      output.json(json(reviewed, answered));
    } catch (IOException e) {
      throw CommandException.badInput("--out " + out + ": cannot be written: " + e.getMessage());
    }
  }

  private static Map<String, Object> json(ReviewedPhotos reviewed, int answered) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", reviewed.all().size());
    json.put("answered", answered);
    json.put("damaged", reviewed.damaged().size());
    return json;
  }
}
