package io.boardsift.labeling;

import io.boardsift.aws.Queue;
import io.boardsift.sift.records.ReviewTask;
import java.util.List;
import java.util.Set;

/**
 * Boardsift's own labeling console: a queue of tasks that reviewers' pages lease.
 *
 * @param tasks the queue
 */
record ConsoleJob(Queue tasks) implements LabelingJob {
  @Override
  public Set<Integer> submit(List<ReviewTask> submitted) {
    return tasks.sendAll(submitted.stream().map(ReviewTask::toJson).toList());
  }
}
