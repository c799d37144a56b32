package io.boardsift.cli;

import io.boardsift.aws.Mode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code run} and {@code demo} have in common. */
final class PipelineOptions {
  @Mixin private RulesOption rules;
  @Mixin private ModelOptions model;
  @Mixin private Output output;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "delete",
      converter = ModeConverter.class,
      completionCandidates = Modes.class,
      description =
          "delete: what the rules call for (these are copies, and restorable); observe: delete"
              + " nothing, only record (default: ${DEFAULT-VALUE})")
  private Mode mode;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "write a report with thumbnails to look at")
  private Path report;

  RulesOption rules() {
    return rules;
  }

  ModelOptions model() {
    return model;
  }

  Output output() {
    return output;
  }

  Mode mode() {
    return mode;
  }

  Path report(Path fallback) {
    return report == null ? fallback : report;
  }

  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("observe", "delete").iterator();
    }
  }

  static final class ModeConverter implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String word) {
      return Arrays.stream(Mode.values())
          .filter(mode -> mode.name().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("observe or delete, not '" + word + "'"));
    }
  }
}
