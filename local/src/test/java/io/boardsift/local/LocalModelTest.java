package io.boardsift.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boardsift.aws.Mode;
import io.boardsift.classifier.ModelSource;
import io.boardsift.classifier.TinyBackbone;
import io.boardsift.fixtures.Pictures;
import io.boardsift.local.Result.Whereabouts;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.model.ModelMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment whose triage asks a model: a real network, though a tiny one. */
class LocalModelTest {
  @TempDir private Path folder;

  private LocalDeployment start(ModelMode mode) {
    return LocalDeployment.start(
        new LocalDeployment.Plan(
            folder.resolve("s3"),
            0,
            Mode.DELETE,
            0,
            Optional.empty(),
            Duration.ZERO,
            Optional.of(new LocalModel(ModelSource.folder(folder.resolve("model")), mode)),
            RunawayThreshold.OFF));
  }

  private Result run(ModelMode mode) throws IOException {
    TinyBackbone.writeSaying(folder.resolve("model"), 0.001);
    Submission photo = new Submission("cat.jpg", "cat.jpg", Pictures::board);
    try (LocalDeployment deployment = start(mode)) {
      return RunResult.run(deployment, List.of(photo), () -> {}).results().getFirst();
    }
  }

  @Test
  void whatAnObeyedModelSeesNoBoardInIsDeleted() throws IOException {
    Result result = run(ModelMode.OBEY);
    assertThat(result.whereabouts()).isEqualTo(Whereabouts.DELETED);
    assertThat(result.decision().orElseThrow().by()).isEqualTo(DecidedBy.MODEL);
  }

  @Test
  void inShadowPeopleSeeIt() throws IOException {
    assertThat(run(ModelMode.SHADOW).whereabouts()).isEqualTo(Whereabouts.WITH_PEOPLE);
  }

  @Test
  void theConsoleIsToldOfIt() throws IOException {
    TinyBackbone.writeSaying(folder.resolve("model"), 0.001);
    try (LocalDeployment deployment = start(ModelMode.OBEY)) {
      assertThat(deployment.stateSettings())
          .containsEntry("MODEL", "in-function")
          .containsEntry("MODEL_MODE", "obey");
    }
  }

  @Test
  void withoutAModelItDoesNotStart() throws IOException {
    Files.createDirectories(folder.resolve("model"));
    assertThatThrownBy(() -> start(ModelMode.SHADOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--classifier")
        .hasMessageContaining("backbone.onnx");
  }
}
