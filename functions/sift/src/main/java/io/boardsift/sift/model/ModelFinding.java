package io.boardsift.sift.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What came of asking the model about a photo, next to its answers, which are measures.
 *
 * @param mode whether the model was obeyed
 * @param error why it did not answer, if it did not
 * @param rule the rule on its answers that held, if one did
 * @param wouldDelete whether that rule calls for deletion; while in shadow nothing comes of it
 * @param reason one line for people: the values on which that rule held, or empty
 */
public record ModelFinding(
    ModelMode mode,
    Optional<String> error,
    Optional<String> rule,
    boolean wouldDelete,
    String reason) {
  public ModelFinding {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(error);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(reason);
  }

  /** Whether the photo would have been deleted, had the model been obeyed. */
  public boolean isShadowDeletion() {
    return mode == ModelMode.SHADOW && wouldDelete;
  }
}
