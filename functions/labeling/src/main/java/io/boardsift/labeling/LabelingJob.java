package io.boardsift.labeling;

import io.boardsift.sift.records.ReviewTask;
import java.util.List;
import java.util.Set;

/**
 * Where people look at photos: {@link ConsoleJob}, {@link
 * io.boardsift.labeling.groundtruth.GroundTruth#submit} or {@link
 * io.boardsift.labeling.labelstudio.LabelStudio#submit}.
 */
@FunctionalInterface
interface LabelingJob {
  /**
   * Hands tasks to people. A task handed over twice is answered once, or twice with the later
   * answer counting.
   *
   * @param tasks up to ten
   * @return the places of the tasks that the job did not take; they stay in the review queue
   * @throws RuntimeException if it can take none of them now
   */
  Set<Integer> submit(List<ReviewTask> tasks);
}
