package io.boardsift.evaluation.findings;

/**
 * What the records do not tell.
 *
 * @param secondsALook what a reviewer spends on a photo, in seconds
 * @param modelHours what a model costs a month, its endpoint and its care, in reviewers' hours
 * @param maxBoardLoss the share of boards that a model may delete, 0 to 1
 */
public record Assumptions(double secondsALook, double modelHours, double maxBoardLoss) {
  public Assumptions {
    if (!(secondsALook > 0 && secondsALook <= 3600)) {
      throw new IllegalArgumentException(
          "a look takes more than 0 and up to 3600 seconds, not " + secondsALook);
    }
    if (!(modelHours >= 0 && modelHours <= 10_000)) {
      throw new IllegalArgumentException("a model costs 0 to 10,000 hours, not " + modelHours);
    }
    if (!(maxBoardLoss > 0 && maxBoardLoss < 1)) {
      throw new IllegalArgumentException(
          "a model may delete a share of boards between 0 and 1, not " + maxBoardLoss);
    }
  }

  /** The hours that so many looks take. */
  public double hours(double looks) {
    return looks * secondsALook / 3600;
  }
}
