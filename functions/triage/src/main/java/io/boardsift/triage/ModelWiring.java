package io.boardsift.triage;

import io.boardsift.aws.ModelPlace;
import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelLoader;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.ModelAnswers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;

/** Builds the model from the settings. */
final class ModelWiring {
  private static final String CLASSES = ModelAnswers.NOT_A_BOARD + ",board";

  /** As SageMaker has it. */
  private static final String ENDPOINT_NAME = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";

  /** Where a layer's files come to lie. */
  private static final String LAYER = "/opt/model";

  private ModelWiring() {}

  /**
   * Reads the settings MODEL (none, in-function or endpoint; none), MODEL_MODE (shadow or obey;
   * shadow), MODEL_ENDPOINT (an endpoint's name), MODEL_CLASSES (of a model there that answers with
   * an array of probabilities; not-a-board,board), MODEL_TIMEOUT_MILLIS (of an endpoint; 50 to
   * 60,000; 3,000) and MODEL_FOLDER (of a model in the function; /opt/model).
   *
   * @param runtime used only for an endpoint
   * @throws SettingException naming the setting that is wrong
   */
  static Model of(Settings settings, SageMakerRuntimeClientBuilder runtime) {
    ModelMode mode = settings.choice("MODEL_MODE", ModelMode.SHADOW);
    List<String> classes = classes(settings.optional("MODEL_CLASSES").orElse(CLASSES));
    Duration timeout = Duration.ofMillis(settings.whole("MODEL_TIMEOUT_MILLIS", 3000, 50, 60_000));
    return switch (ModelPlace.of(settings)) {
      case NONE -> Model.NONE;
      case IN_FUNCTION -> new Model(inFunction(settings), mode);
      case ENDPOINT ->
          new Model(
              new SageMakerClassifier(configured(runtime, timeout), endpoint(settings), classes),
              mode);
    };
  }

  /**
   * The model that priming asks: the one in this function, so that it has looked at a picture
   * before the snapshot, and nobody in the place of an endpoint.
   *
   * @param model the one that is at work
   */
  static Model forPriming(Settings settings, Model model) {
    return ModelPlace.of(settings) == ModelPlace.ENDPOINT
        ? of(settings, Snapshot.toNobody(SageMakerRuntimeClient.builder()))
        : model;
  }

  private static Classifier inFunction(Settings settings) {
    return InFunctionClassifier.load(
        ModelLoader.class.getClassLoader(),
        Path.of(settings.optional("MODEL_FOLDER").orElse(LAYER)));
  }

  private static String endpoint(Settings settings) {
    String name = settings.required("MODEL_ENDPOINT");
    if (!name.matches(ENDPOINT_NAME)) {
      throw new SettingException(
          "MODEL_ENDPOINT",
          "is \"" + name + "\"",
          "the name of a SageMaker endpoint is needed, such as boardsift-classifier");
    }
    return name;
  }

  private static List<String> classes(String text) {
    List<String> classes = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (classes.stream().filter(ModelAnswers.NOT_A_BOARD::equals).count() != 1
        || classes.stream().distinct().count() != classes.size()) {
      throw new SettingException(
          "MODEL_CLASSES",
          "is \"" + text + "\"",
          "the model's classes in their order are needed, not-a-board once among them: " + CLASSES);
    }
    return classes;
  }

  /** Not tried again: a person's look costs less than holding up the photos behind. */
  private static SageMakerRuntimeClient configured(
      SageMakerRuntimeClientBuilder runtime, Duration timeout) {
    return runtime
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .connectionTimeout(timeout)
                .socketTimeout(timeout)
                .expectContinueEnabled(false))
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(timeout)
                    .apiCallAttemptTimeout(timeout)
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
