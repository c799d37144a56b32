package io.boardsift.labeling.groundtruth;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.CreateLabelingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeLabelingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** The labeling jobs of Ground Truth. */
final class SageMakerJobs {
  private final SageMakerClient sageMaker;

  SageMakerJobs(SageMakerClient sageMaker) {
    this.sageMaker = Objects.requireNonNull(sageMaker);
  }

  /** A job as it is now; empty if there is none of this name. */
  Optional<DescribeLabelingJobResponse> find(String name) {
    try {
      return Optional.of(sageMaker.describeLabelingJob(describe -> describe.labelingJobName(name)));
    } catch (SageMakerException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Documented is ResourceNotFound; some of SageMaker's calls say it by a ValidationException. */
  private static boolean isMissing(SageMakerException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String message = Objects.requireNonNullElse(e.getMessage(), "").toLowerCase(Locale.ROOT);
    return code.equals("ResourceNotFound")
        || code.equals("ResourceNotFoundException")
        || (code.equals("ValidationException")
            && (message.contains("not found")
                || message.contains("could not find")
                || message.contains("does not exist")));
  }

  /** Creates a job, unless it was created already. */
  void create(CreateLabelingJobRequest request) {
    try {
      sageMaker.createLabelingJob(request);
    } catch (ResourceInUseException e) {
      // Another keeper, or an earlier attempt whose response got lost, has created it.
    }
  }
}
