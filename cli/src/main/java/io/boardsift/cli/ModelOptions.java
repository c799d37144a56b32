package io.boardsift.cli;

import io.boardsift.classifier.Backbone;
import io.boardsift.local.LocalEndpoint;
import io.boardsift.sift.model.ModelMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The classifier that triage asks in a deployment on this machine. */
final class ModelOptions {
  @Option(
      names = "--classifier",
      paramLabel = "DIR",
      description =
          "serve the model in this folder (train writes one) behind SageMaker's protocol, and let"
              + " triage ask it")
  private Path classifier;

  @Option(
      names = "--model-mode",
      paramLabel = "MODE",
      description =
          "shadow: its answers are only recorded; obey: rules on them decide (default: shadow)")
  private ModelMode mode;

  Optional<LocalEndpoint.Plan> plan() {
    if (classifier == null) {
      if (mode != null) {
        throw CommandException.badInput("--model-mode needs --classifier DIR");
      }
      return Optional.empty();
    }
    if (!Files.isDirectory(classifier)) {
      throw CommandException.badInput("--classifier " + classifier + ": there is no such folder");
    }
    if (!Files.exists(classifier.resolve(Backbone.NETWORK))) {
      throw CommandException.badInput(
          "--classifier " + classifier + ": holds no model; \"boardsift train\" writes one");
    }
    return Optional.of(new LocalEndpoint.Plan(classifier, mode == null ? ModelMode.SHADOW : mode));
  }
}
