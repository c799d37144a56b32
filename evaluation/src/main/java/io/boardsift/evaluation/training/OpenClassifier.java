package io.boardsift.evaluation.training;

import io.boardsift.classifier.BoardModel;
import io.boardsift.classifier.ModelFolderException;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.Classifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A classifier that can be asked until it is closed.
 *
 * @param closing gives back what it holds
 */
public record OpenClassifier(Classifier classifier, Runnable closing) implements AutoCloseable {
  /** None at all. */
  public static OpenClassifier none() {
    return new OpenClassifier(Classifier.NONE, () -> {});
  }

  /**
   * A model folder in this process, or a container elsewhere.
   *
   * @param place a folder, or the http address of a container
   * @throws ModelFolderException if there is no model
   * @throws IllegalArgumentException if the address is none
   */
  public static OpenClassifier at(String place) throws ModelFolderException {
    if (place.matches("https?://.*")) {
      ContainerClassifier container = new ContainerClassifier(URI.create(place));
      try {
        container.ping();
      } catch (IOException e) {
        container.close();
        throw new ModelFolderException(place + ": no container answers there: " + e.getMessage());
      }
      return new OpenClassifier(container, container::close);
    }
    BoardModel model = BoardModel.open(Path.of(place), Limits.DEFAULT);
    return new OpenClassifier(model, model::close);
  }

  @Override
  public void close() {
    closing.run();
  }
}
