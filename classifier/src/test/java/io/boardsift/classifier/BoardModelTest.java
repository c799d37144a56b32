package io.boardsift.classifier;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.Classifier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** A model in this process. */
class BoardModelTest extends ClassifierContract {
  private BoardModel model;

  @Override
  protected Classifier open(Path folder) throws ModelFolderException {
    model = BoardModel.open(folder, Limits.DEFAULT);
    return model;
  }

  @AfterEach
  void closeModel() {
    model.close();
  }
}
