package io.boardsift.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a running {@code up} can be reached, left in its data folder for other commands.
 *
 * @param s3 the S3 endpoint
 * @param sqs the SQS endpoint
 * @param reviewQueue the URL of the review queue
 */
record RunningDeployment(URI s3, URI sqs, URI reviewQueue) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FILE = "running.json";

  void write(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The deployment that runs on a folder, as far as one has left its mark there. */
  static Optional<RunningDeployment> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readString(file), RunningDeployment.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forget(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
