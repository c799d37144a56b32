package io.boardsift.cli;

import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.evaluation.training.OpenClassifier;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which classifier a command asks, if any. */
final class ClassifierOption {
  /** The head that comes with Boardsift. A folder of this name is {@code ./shipped}. */
  static final String SHIPPED = "shipped";

  @Option(
      names = "--classifier",
      paramLabel = "shipped|DIR|URL",
      description =
          "ask a classifier, too, and obey it: \"shipped\", the head that comes with Boardsift; a"
              + " folder that train wrote (or a backbone alone); or the address of a container")
  private String place;

  @Mixin private BackboneOption backbone;

  OpenClassifier open() {
    try {
      if (place == null) {
        return OpenClassifier.none();
      }
      return place.matches("https?://.*")
          ? OpenClassifier.at(place)
          : OpenClassifier.of(source(place, backbone));
    } catch (ModelFolderException e) {
      throw CommandException.badInput("--classifier " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput("--classifier " + place + ": is not an address");
    }
  }

  static ModelSource source(String place, BackboneOption backbone) {
    return place.equals(SHIPPED)
        ? ModelSource.shipped(backbone.folder())
        : ModelSource.folder(Path.of(place));
  }
}
