package io.boardsift.triage;

import io.boardsift.aws.Settings;
import io.boardsift.classifier.ClassifierContract;
import io.boardsift.emulator.aws.EmbeddedSageMakerRuntime;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.sift.model.Classifier;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A model behind an endpoint, as triage's settings name it. */
class SageMakerClassifierTest extends ClassifierContract {
  private EmbeddedSageMakerRuntime runtime;

  @Override
  protected Classifier open(Path model) throws Exception {
    runtime = EmbeddedSageMakerRuntime.start("boards", serve(model));
    Settings settings =
        new Settings(
            Map.of(
                "MODEL", "endpoint", "MODEL_ENDPOINT", "boards", "MODEL_TIMEOUT_MILLIS", "60000"));
    return ModelWiring.of(settings, LocalAccount.random().sageMakerRuntime(runtime.endpoint()))
        .classifier();
  }

  @AfterEach
  void closeRuntime() {
    runtime.close();
  }
}
