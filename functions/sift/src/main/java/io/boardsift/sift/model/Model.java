package io.boardsift.sift.model;

import java.util.Objects;

/**
 * A classifier and how far its word counts.
 *
 * @param classifier {@link Classifier#NONE} where none is configured
 * @param mode whether rules on its answers decide
 */
public record Model(Classifier classifier, ModelMode mode) {
  /** No model: rules that ask for one never hold, and cost nothing. */
  public static final Model NONE = new Model(Classifier.NONE, ModelMode.SHADOW);

  public Model {
    Objects.requireNonNull(classifier);
    Objects.requireNonNull(mode);
  }

  /** Whether there is a classifier. */
  public boolean isThere() {
    return classifier != Classifier.NONE;
  }

  /** Whether rules on its answers decide. */
  public boolean isObeyed() {
    return isThere() && mode == ModelMode.OBEY;
  }
}
