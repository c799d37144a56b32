package io.boardsift.cli;

import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refused, in words for people. */
final class AwsRefusal {
  private AwsRefusal() {}

  /** The SDK's first sentence says what is wrong; what follows are its own classes. */
  static String words(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("load region")) {
      return "no region is set: set AWS_REGION";
    }
    if (message.contains("load credentials")) {
      return "no credentials are set: sign in, or set AWS_PROFILE";
    }
    return message.replaceFirst(" \\(Service: .*", "").lines().findFirst().orElse("");
  }
}
