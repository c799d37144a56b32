package io.boardsift.local;

import io.boardsift.classifier.InferenceServer;
import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.emulator.aws.EmbeddedSageMakerRuntime;
import io.boardsift.sift.model.ModelMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/** A model behind an endpoint, asked by the same client and the same protocol as on AWS. */
public final class LocalEndpoint implements AutoCloseable {
  public static final String NAME = "boardsift-classifier";

  private final InferenceServer container;
  private final EmbeddedSageMakerRuntime runtime;

  /**
   * What is to be served.
   *
   * @param model where it comes from
   * @param mode how far its word counts
   */
  public record Plan(ModelSource model, ModelMode mode) {
    /** The mode as triage's settings have it. */
    public String modeWord() {
      return mode.name().toLowerCase(Locale.ROOT);
    }
  }

  private LocalEndpoint(InferenceServer container) {
    this.container = container;
    this.runtime = EmbeddedSageMakerRuntime.start(NAME, container.address());
  }

  /**
   * Starts the container and the endpoint.
   *
   * @throws IllegalStateException if there is no such model
   */
  public static LocalEndpoint start(Plan plan) {
    try {
      return new LocalEndpoint(
          InferenceServer.start(
              plan.model(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    } catch (ModelFolderException e) {
      throw new IllegalStateException("--classifier " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where SageMaker Runtime's protocol is spoken. */
  public URI runtime() {
    return runtime.endpoint();
  }

  @Override
  public void close() {
    runtime.close();
    container.close();
  }
}
