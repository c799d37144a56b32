package io.boardsift.cli;

import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.local.LocalModel;
import io.boardsift.sift.model.ModelMode;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The classifier that triage asks in a deployment on this machine. */
final class ModelOptions {
  @Option(
      names = "--classifier",
      paramLabel = "shipped|DIR",
      description =
          "let triage ask a model: \"shipped\", the head that comes with Boardsift, or the one in"
              + " this folder (train writes one)")
  private String classifier;

  @Mixin private BackboneOption backbone;

  @Option(
      names = "--model-mode",
      paramLabel = "MODE",
      description =
          "shadow: its answers are only recorded; obey: rules on them decide (default: shadow)")
  private ModelMode mode;

  Optional<LocalModel> plan() {
    if (classifier == null) {
      if (mode != null) {
        throw CommandException.badInput("--model-mode needs --classifier shipped|DIR");
      }
      return Optional.empty();
    }
    ModelSource source = ClassifierOption.source(classifier, backbone);
    if (!source.isShipped() && !Files.isDirectory(source.folder())) {
      throw CommandException.badInput("--classifier " + classifier + ": there is no such folder");
    }
    try {
      source.check();
    } catch (ModelFolderException e) {
      throw CommandException.badInput("--classifier " + e.getMessage());
    }
    return Optional.of(new LocalModel(source, mode == null ? ModelMode.SHADOW : mode));
  }
}
