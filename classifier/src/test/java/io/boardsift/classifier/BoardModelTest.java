package io.boardsift.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.sift.image.Limits;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in this process. */
class BoardModelTest extends ClassifierContract {
  private BoardModel model;

  @Override
  protected Classifier open(Path folder) throws ModelFolderException {
    model = BoardModel.open(folder, Limits.DEFAULT);
    return model;
  }

  @Test
  void aNetworkThatGivesNoNumbersIsAFailureAndNoException(@TempDir Path damaged) throws Exception {
    TinyBackbone.write(damaged, Float.NaN);
    try (BoardModel broken = BoardModel.open(damaged, Limits.DEFAULT)) {
      assertThat(broken.classify(TinyBackbone.photo(TinyBackbone.RED)))
          .isInstanceOf(ModelAnswer.Failed.class);
    }
  }

  @AfterEach
  void closeModel() {
    model.close();
  }
}
