package io.boardsift.evaluation.training;

import io.boardsift.classifier.BoardModel;
import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.Classifier;
import java.io.IOException;
import java.net.URI;

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
   * A model in this process.
   *
   * @throws ModelFolderException if there is none
   */
  public static OpenClassifier of(ModelSource source) throws ModelFolderException {
    BoardModel model = source.open(Limits.DEFAULT);
    return new OpenClassifier(model, model::close);
  }

  /**
   * A model in a container elsewhere.
   *
   * @param address its http address
   * @throws ModelFolderException if nothing answers there
   * @throws IllegalArgumentException if the address is none
   */
  public static OpenClassifier at(String address) throws ModelFolderException {
    ContainerClassifier container = new ContainerClassifier(URI.create(address));
    try {
      container.ping();
    } catch (IOException e) {
      container.close();
      throw new ModelFolderException(address + ": no container answers there: " + e.getMessage());
    }
    return new OpenClassifier(container, container::close);
  }

  @Override
  public void close() {
    closing.run();
  }
}
