package io.boardsift.deployment;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Whether LocalStack can be started on this machine. */
final class LocalStackImage {
  /** The last version that needs no token. */
  static final String NAME = "localstack/localstack:4.14.0";

  private LocalStackImage() {}

  /** Why not; empty if it can. An engine that answers does not mean that the image is there. */
  static Optional<String> missing() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker engine answers");
    }
    try {
      DockerClientFactory.instance().client().inspectImageCmd(NAME).exec();
      return Optional.empty();
    } catch (DockerException e) {
      return Optional.of("the image is not on this machine: docker pull " + NAME);
    }
  }
}
