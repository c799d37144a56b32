package io.boardsift.triage;

import dev.failsafe.CircuitBreaker;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ModelAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * A model behind a SageMaker endpoint. Whatever goes wrong there is a failure of the model and
 * leaves the photo to a person. An endpoint that fails several times in a row is left alone for a
 * while, so that it does not hold up every photo.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">InvokeEndpoint</a>
 */
final class SageMakerClassifier implements Classifier {
  private static final int FAILURES = 5;
  private static final Duration REST = Duration.ofSeconds(30);

  private final SageMakerRuntimeClient runtime;
  private final String endpoint;
  private final List<String> classes;
  private final CircuitBreaker<ModelAnswer> breaker =
      CircuitBreaker.<ModelAnswer>builder().withFailureThreshold(FAILURES).withDelay(REST).build();

  /**
   * Asks one endpoint.
   *
   * @param runtime with the timeouts that are to hold
   * @param endpoint the endpoint's name
   * @param classes the classes of a model that answers with nothing but probabilities
   */
  SageMakerClassifier(SageMakerRuntimeClient runtime, String endpoint, List<String> classes) {
    this.runtime = Objects.requireNonNull(runtime);
    this.endpoint = Objects.requireNonNull(endpoint);
    this.classes = List.copyOf(classes);
  }

  @Override
  public ModelAnswer classify(byte[] jpeg) {
    if (!breaker.tryAcquirePermit()) {
      return new ModelAnswer.Failed(
          "not asked, as it failed " + FAILURES + " times in a row less than 30 s ago");
    }
    ModelAnswer answer = ask(jpeg);
    switch (answer) {
      case ModelAnswer.Told told -> breaker.recordSuccess();
      case ModelAnswer.Failed failed -> breaker.recordFailure();
    }
    return answer;
  }

  private ModelAnswer ask(byte[] jpeg) {
    try {
      SdkBytes body =
          runtime
              .invokeEndpoint(
                  invoke ->
                      invoke
                          .endpointName(endpoint)
                          .contentType("application/x-image")
                          .accept("application/json")
                          .body(SdkBytes.fromByteArrayUnsafe(jpeg)))
              .body();
      return ModelAnswers.read(body.asByteArrayUnsafe(), classes);
    } catch (MalformedException | SdkException e) {
      return new ModelAnswer.Failed(String.valueOf(e.getMessage()));
    }
  }
}
