package io.boardsift.cli;

import io.boardsift.emulator.aws.LocalAccount;
import picocli.CommandLine.Option;

/**
 * The keys that a deployment is used with. The environment's AWS keys are not among them: keys of a
 * real account have no business here.
 */
final class KeyOptions {
  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      defaultValue = "${env:BOARDSIFT_ACCESS_KEY}",
      description =
          "the access key to use (default: $BOARDSIFT_ACCESS_KEY, or a new one each time)")
  private String accessKey;

  @Option(
      names = "--secret-key",
      paramLabel = "KEY",
      defaultValue = "${env:BOARDSIFT_SECRET_KEY}",
      description =
          "the secret key to use (default: $BOARDSIFT_SECRET_KEY, which other users of this machine"
              + " do not see, or a new one each time)")
  private String secretKey;

  LocalAccount account() {
    if (accessKey == null && secretKey == null) {
      return LocalAccount.random();
    }
    if (accessKey == null || secretKey == null || accessKey.isBlank() || secretKey.isBlank()) {
      throw CommandException.badInput("--access-key and --secret-key belong together");
    }
    return new LocalAccount(accessKey, secretKey);
  }
}
