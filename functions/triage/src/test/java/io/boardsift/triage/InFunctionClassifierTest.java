package io.boardsift.triage;

import io.boardsift.aws.Settings;
import io.boardsift.classifier.ClassifierContract;
import io.boardsift.sift.model.Classifier;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** A model in the function, as triage's settings name it. */
class InFunctionClassifierTest extends ClassifierContract {
  @Override
  protected Classifier open(Path model) {
    Settings settings =
        new Settings(Map.of("MODEL", "in-function", "MODEL_FOLDER", model.toString()));
    return ModelWiring.of(settings, SageMakerRuntimeClient.builder()).classifier();
  }
}
