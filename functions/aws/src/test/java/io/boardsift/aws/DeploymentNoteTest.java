package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentNoteTest {
  private static final URI REVIEW = URI.create("https://sqs/1/review");

  @TempDir private Path folder;
  private TestBucket bucket;

  @BeforeEach
  void start() {
    bucket = new TestBucket(folder);
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private Optional<DeploymentNote> found() {
    return DeploymentNote.find(bucket.s3(), TestBucket.NAME);
  }

  @Test
  void whatIsLeftIsFound() {
    DeploymentNote note =
        new DeploymentNote("plant-3", REVIEW, Optional.of(URI.create("https://sqs/1/failures")));
    assertThat(found()).isEmpty();
    note.leave(bucket.s3(), TestBucket.NAME);
    assertThat(found()).contains(note);
  }

  @Test
  void aNoteOfAnOlderDeploymentIsReadAndReplaced() {
    DeploymentNote older = new DeploymentNote("plant-3", REVIEW, Optional.empty());
    older.leave(bucket.s3(), TestBucket.NAME);
    assertThat(found()).contains(older);
    DeploymentNote newer =
        new DeploymentNote("plant-3", REVIEW, Optional.of(URI.create("https://sqs/1/failures")));
    newer.leave(bucket.s3(), TestBucket.NAME);
    assertThat(found()).contains(newer);
  }
}
