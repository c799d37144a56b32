package io.boardsift.sift;

import java.util.Objects;
import java.util.Optional;

/**
 * What rules in shadow said of a photo: rules that are asked besides those in force, and not
 * obeyed, so that their owner sees what they would do before they do it.
 *
 * @param rulesVersion the version of these rules
 * @param rule the one that held, if one did
 * @param wouldDelete whether it calls for deletion
 * @param reason one line for people: the values on which it held, or why nothing could be said
 */
public record ShadowFinding(
    String rulesVersion, Optional<String> rule, boolean wouldDelete, String reason) {
  public ShadowFinding {
    Objects.requireNonNull(rulesVersion);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(reason);
  }
}
