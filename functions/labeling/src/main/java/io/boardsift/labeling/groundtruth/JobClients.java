package io.boardsift.labeling.groundtruth;

import io.boardsift.aws.Clients;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * What only Ground Truth needs of the SDK. On Lambda these classes come in a layer, so nothing else
 * may touch them.
 *
 * @param sageMaker makes labeling jobs, and says how they are
 * @param sns takes tasks
 */
public record JobClients(SageMakerClient sageMaker, SnsClient sns) {

  /** Configured by the standard AWS environment alone. */
  public static JobClients fromEnvironment() {
    return new JobClients(
        Clients.configured(SageMakerClient.builder()).build(),
        Clients.configured(SnsClient.builder()).build());
  }
}
