package io.boardsift.triage;

import io.boardsift.aws.SettingException;
import io.boardsift.aws.Settings;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.records.ModelAnswers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;

/** Builds the model from the settings. */
final class ModelWiring {
  private static final String CLASSES = ModelAnswers.NOT_A_BOARD + ",board";

  /** As SageMaker has it. */
  private static final String ENDPOINT_NAME = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";

  private ModelWiring() {}

  /**
   * Reads the settings MODEL_ENDPOINT (an endpoint's name; none: no model), MODEL_MODE (shadow or
   * obey; shadow), MODEL_CLASSES (of a model that answers with an array of probabilities;
   * not-a-board,board) and MODEL_TIMEOUT_MILLIS (50 to 60,000; 3,000).
   *
   * @param runtime used only where there is a model
   * @throws SettingException naming the setting that is wrong
   */
  static Model of(Settings settings, SageMakerRuntimeClientBuilder runtime) {
    ModelMode mode = settings.choice("MODEL_MODE", ModelMode.SHADOW);
    List<String> classes = classes(settings.optional("MODEL_CLASSES").orElse(CLASSES));
    Duration timeout = Duration.ofMillis(settings.whole("MODEL_TIMEOUT_MILLIS", 3000, 50, 60_000));
    Optional<String> endpoint = settings.optional("MODEL_ENDPOINT");
    if (endpoint.isEmpty()) {
      return Model.NONE;
    }
    if (!endpoint.get().matches(ENDPOINT_NAME)) {
      throw new SettingException(
          "MODEL_ENDPOINT",
          "is \"" + endpoint.get() + "\"",
          "the name of a SageMaker endpoint is needed, such as boardsift-classifier");
    }
    SageMakerRuntimeClient client = configured(runtime, timeout);
    return new Model(new SageMakerClassifier(client, endpoint.get(), classes), mode);
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
