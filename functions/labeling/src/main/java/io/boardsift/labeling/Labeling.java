package io.boardsift.labeling;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import io.boardsift.aws.Queue;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Telemetry;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands review tasks to the labeling job. A message that is no review task goes to the dead letters
 * with the reason, where somebody finds it; trying it again would not mend it.
 */
final class Labeling {
  private static final Logger LOG = LoggerFactory.getLogger(Labeling.class);

  private final LabelingJob job;
  private final ResultsBucket results;
  private final Queue deadLetters;
  private final Telemetry telemetry;

  Labeling(LabelingJob job, ResultsBucket results, Queue deadLetters, Telemetry telemetry) {
    this.job = job;
    this.results = results;
    this.deadLetters = deadLetters;
    this.telemetry = telemetry;
  }

  /**
   * Takes one message.
   *
   * @throws RuntimeException if it has to be tried again
   */
  void take(String body) {
    ReviewTask task;
    try {
      task = ReviewTask.fromJson(body);
    } catch (MalformedException e) {
      LOG.error("a message that is no review task", entry("reason", e.getMessage()));
      deadLetters.send(body, e.getMessage());
      telemetry.count(Map.of("Malformed", 1.0));
      return;
    }
    if (results.hasVerdict(task.photo())) {
      LOG.info("a person answered already", entry("photo", task.photo().id()));
      return;
    }
    job.submit(task);
    LOG.info("handed to the labeling job", entry("photo", task.photo().id()));
    telemetry.count(Map.of("Submitted", 1.0));
  }
}
