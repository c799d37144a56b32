package io.boardsift.labeling;

import io.boardsift.sift.records.ReviewTask;

/** Where people look at photos. */
interface LabelingJob {
  /**
   * Hands a task to people. A task handed over twice is answered once, or twice with the later
   * answer counting.
   *
   * @throws RuntimeException if the job cannot take it now; the task then stays in the review queue
   */
  void submit(ReviewTask task);
}
