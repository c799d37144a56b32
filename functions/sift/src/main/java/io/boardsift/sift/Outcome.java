package io.boardsift.sift;

/** What happens to a photo. */
public enum Outcome {
  /** It surely shows no circuit board: it is deleted, restorably. */
  DELETE,
  /** A person looks at it. */
  REVIEW
}
