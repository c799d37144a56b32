package io.boardsift.sift;

import java.util.Objects;
import java.util.Optional;

/**
 * What rules in shadow said of a photo: rules that are asked besides those in force, and not
 * obeyed, so that their owner sees what they would do before they do it.
 *
 * @param rulesVersion the version of these rules
 * @param isTold whether all that they ask could be told; if not, in force they would leave the
 *     photo to a person, and next time they may say something else
 * @param rule the one that held, if one did
 * @param wouldDelete whether it calls for deletion
 * @param reason one line for people: the values on which it held, or why it could not be told
 */
public record ShadowFinding(
    String rulesVersion,
    boolean isTold,
    Optional<String> rule,
    boolean wouldDelete,
    String reason) {
  public ShadowFinding {
    Objects.requireNonNull(rulesVersion);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(reason);
    if (wouldDelete && !isTold) {
      throw new IllegalArgumentException("what is not told calls for no deletion");
    }
  }

  /** Nothing is known of what they would do. */
  static ShadowFinding untold(String rulesVersion, String why) {
    return new ShadowFinding(rulesVersion, false, Optional.empty(), false, why);
  }
}
