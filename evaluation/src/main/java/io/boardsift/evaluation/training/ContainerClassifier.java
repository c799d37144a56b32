package io.boardsift.evaluation.training;

import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ModelAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A model in a container that is asked as SageMaker's hosting asks it. */
final class ContainerClassifier implements Classifier, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> CLASSES = List.of(ModelAnswers.NOT_A_BOARD, "board");

  private final URI invocations;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * Asks a container.
   *
   * @param address where it listens, without {@code /invocations}
   */
  ContainerClassifier(URI address) {
    this.invocations = URI.create(address.toString().replaceFirst("/+$", "") + "/invocations");
  }

  /**
   * Asks whether it is there.
   *
   * @throws IOException if it is not
   */
  void ping() throws IOException {
    HttpRequest ping = HttpRequest.newBuilder(invocations.resolve("ping")).timeout(TIMEOUT).build();
    try {
      int status = client.send(ping, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException(ping.uri() + " answered " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public ModelAnswer classify(byte[] jpeg) {
    HttpRequest request =
        HttpRequest.newBuilder(invocations)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-image")
            .POST(BodyPublishers.ofByteArray(jpeg))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return response.statusCode() == 200
          ? ModelAnswers.read(response.body(), CLASSES)
          : new ModelAnswer.Failed(invocations + " answered " + response.statusCode());
    } catch (IOException | MalformedException e) {
      return new ModelAnswer.Failed(invocations + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ModelAnswer.Failed("interrupted");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
