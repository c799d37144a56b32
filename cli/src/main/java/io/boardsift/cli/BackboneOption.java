package io.boardsift.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the pretrained network lies that heads are put on. */
final class BackboneOption {
  @Option(
      names = "--backbone",
      paramLabel = "DIR",
      defaultValue = ".boardsift/backbone",
      description =
          "pretrained image network from classifier/backbone/build (default: ${DEFAULT-VALUE})")
  private Path folder;

  Path folder() {
    return folder;
  }
}
