package io.boardsift.labeling;

/** The labeling jobs to choose from. */
enum LabelingKind {
  /** Boardsift's own console. */
  CONSOLE,
  /** A streaming job of Amazon SageMaker Ground Truth, for accounts that may use it. */
  GROUND_TRUTH,
  /** A project of a Label Studio server. */
  LABEL_STUDIO
}
