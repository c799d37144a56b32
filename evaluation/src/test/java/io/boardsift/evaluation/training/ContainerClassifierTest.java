package io.boardsift.evaluation.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.classifier.ClassifierContract;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer.Failed;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model in a container. */
class ContainerClassifierTest extends ClassifierContract {
  private ContainerClassifier container;

  @Override
  protected Classifier open(Path model) throws Exception {
    URI address = serve(model);
    container = new ContainerClassifier(address);
    return container;
  }

  @AfterEach
  void closeContainer() {
    container.close();
  }

  @Test
  void aContainerThatIsGoneIsAFailureAndNoException() {
    endServing();
    assertThat(container.classify(new byte[10])).isInstanceOf(Failed.class);
  }
}
