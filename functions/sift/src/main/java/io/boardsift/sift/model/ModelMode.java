package io.boardsift.sift.model;

/** How far the model's word counts. */
public enum ModelMode {
  /** It is asked and its answers are recorded; rules that ask for it decide nothing yet. */
  SHADOW,
  /** Rules that ask for it decide like any others. */
  OBEY
}
