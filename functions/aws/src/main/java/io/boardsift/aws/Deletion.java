package io.boardsift.aws;

/** What came of asking for a photo's deletion. */
public sealed interface Deletion {
  /** The gate let it through; this is what the bucket made of it. */
  sealed interface Tried extends Deletion {}

  /**
   * A delete marker hides the photo; removing the marker brings it back.
   *
   * @param marker the marker's version
   */
  record Deleted(String marker) implements Tried {}

  /** A newer upload holds the key; its own event decides on it. Nothing was done. */
  record Superseded() implements Tried {}

  /** A delete marker was there already, for example because the event came twice. */
  record AlreadyGone() implements Tried {}

  /**
   * It is not allowed. Nothing was done.
   *
   * @param reason why, in one line without a full stop
   */
  record Refused(String reason) implements Deletion {}

  /**
   * Somebody decided otherwise meanwhile. What is left to do has to be asked of the photo's life:
   * perhaps it is hidden now, and must not be.
   */
  record Overtaken() implements Deletion {}
}
