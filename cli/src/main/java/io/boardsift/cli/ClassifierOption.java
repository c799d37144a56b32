package io.boardsift.cli;

import io.boardsift.classifier.ModelFolderException;
import io.boardsift.evaluation.training.OpenClassifier;
import picocli.CommandLine.Option;

/** Which classifier a command asks, if any. */
final class ClassifierOption {
  @Option(
      names = "--classifier",
      paramLabel = "DIR|URL",
      description =
          "ask a classifier, too, and obey it: a folder that train wrote (or a backbone alone), or"
              + " the address of a container")
  private String place;

  OpenClassifier open() {
    try {
      return place == null ? OpenClassifier.none() : OpenClassifier.at(place);
    } catch (ModelFolderException e) {
      throw CommandException.badInput("--classifier " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput("--classifier " + place + ": is not an address");
    }
  }
}
