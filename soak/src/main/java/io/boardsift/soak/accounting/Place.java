package io.boardsift.soak.accounting;

/** Where a photo version is. Each is in exactly one place. */
public enum Place {
  /** Behind a delete marker of ours, and a record says why. */
  DELETED,
  /** Waiting for a person. */
  REVIEW,
  /** A person's answer stands. */
  LABELLED,
  /** A newer version has its key. */
  SUPERSEDED,
  /** Somebody else removed it for good. */
  GONE,
  /** Somebody else set a delete marker. */
  HIDDEN_BY_OTHERS,
  /** None of these. This must not be. */
  LOST
}
