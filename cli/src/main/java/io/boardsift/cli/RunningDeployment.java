package io.boardsift.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.local.PrivateFiles;
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
 * @param failuresQueue the URL of the queue of what is to be triaged again
 * @param account the keys to both
 */
record RunningDeployment(
    URI s3, URI sqs, URI reviewQueue, URI failuresQueue, LocalAccount account) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FILE = "running.json";

  /** Leaves the mark, for this user's eyes only: it holds the keys. */
  void write(Path folder) {
    Path file = folder.resolve(FILE);
    forget(folder);
    try {
      PrivateFiles.make(file);
      Files.writeString(file, MAPPER.writeValueAsString(this));
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
      RunningDeployment running = MAPPER.readValue(Files.readString(file), RunningDeployment.class);
      // Without one of them it is of an older version, which cannot be spoken to.
      return Optional.of(running)
          .filter(found -> found.account() != null && found.failuresQueue() != null);
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
