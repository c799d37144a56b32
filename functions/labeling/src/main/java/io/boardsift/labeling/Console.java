package io.boardsift.labeling;

import io.boardsift.aws.Queue;
import io.boardsift.sift.records.ReviewTask;

/**
 * Boardsift's own labeling console: a queue of tasks that reviewers' pages lease.
 *
 * @param tasks the queue
 */
record Console(Queue tasks) implements LabelingJob {
  @Override
  public void submit(ReviewTask task) {
    tasks.send(task.toJson());
  }
}
