package io.boardsift.labeling;

import static io.boardsift.aws.LogEntry.entry;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Telemetry;
import io.boardsift.aws.event.FailedInvocation;
import io.boardsift.aws.event.UploadedPhotos;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands review tasks to the labeling job: those that triage sent, and the photos of events that
 * triage gave up. A message that is neither goes to the dead letters with the reason, where
 * somebody finds it; trying it again would not help.
 */
final class Labeling {
  private static final Logger LOG = LoggerFactory.getLogger(Labeling.class);

  /** As many as a labeling job takes at once. */
  private static final int MOST = 10;

  private final LabelingJob job;
  private final GivenUpPhotos givenUp;
  private final Queue deadLetters;
  private final Telemetry telemetry;

  Labeling(LabelingJob job, GivenUpPhotos givenUp, Queue deadLetters, Telemetry telemetry) {
    this.job = job;
    this.givenUp = givenUp;
    this.deadLetters = deadLetters;
    this.telemetry = telemetry;
  }

  /** A task, and the message that asks for it. */
  private record Asked(ReviewTask task, String messageId) {}

  /**
   * Takes a batch of messages.
   *
   * @return those that have to be tried again
   */
  SQSBatchResponse take(List<SQSMessage> messages) {
    List<String> failed = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (SQSMessage message : messages) {
      try {
        read(message).forEach(task -> asked.add(new Asked(task, message.getMessageId())));
      } catch (RuntimeException | Error e) {
        LOG.warn("will be tried again", entry("messageId", message.getMessageId()), e);
        failed.add(message.getMessageId());
      }
    }
    for (int from = 0; from < asked.size(); from += MOST) {
      failed.addAll(submit(asked.subList(from, Math.min(asked.size(), from + MOST))));
    }
    List<BatchItemFailure> again = failed.stream().distinct().map(BatchItemFailure::new).toList();
    if (!again.isEmpty()) {
      // Lambda counts whole invocations only.
      telemetry.count(Map.of("Failed", (double) again.size()));
    }
    return new SQSBatchResponse(again);
  }

  private List<ReviewTask> read(SQSMessage message) {
    String body = message.getBody();
    try {
      Optional<UploadedPhotos> event = FailedInvocation.read(body).map(FailedInvocation::uploaded);
      if (event.isEmpty()) {
        return List.of(ReviewTask.fromJson(body));
      }
      List<ReviewTask> tasks =
          event.get().photos().stream().filter(givenUp::isForPeople).map(ReviewTask::new).toList();
      // People see the photos that are known; somebody has to look for the others.
      event.get().complaint().ifPresent(reason -> bury(body, reason));
      return tasks;
    } catch (MalformedException e) {
      bury(body, e.getMessage());
      return List.of();
    }
  }

  private void bury(String body, String reason) {
    LOG.error("a message that is not a review task", entry("reason", reason));
    deadLetters.send(body, reason);
  }

  /** Submits tasks, and returns the messages of those that were not taken. */
  private List<String> submit(List<Asked> asked) {
    Set<Integer> refused;
    try {
      refused = job.submit(asked.stream().map(Asked::task).toList());
    } catch (RuntimeException | Error e) {
      LOG.warn("the labeling job takes nothing, so all will be tried again", e);
      return asked.stream().map(Asked::messageId).toList();
    }
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      String photo = asked.get(i).task().photo().id();
      if (refused.contains(i)) {
        LOG.warn("not taken by the labeling job, will be tried again", entry("photo", photo));
        failed.add(asked.get(i).messageId());
      } else {
        LOG.info("handed to the labeling job", entry("photo", photo));
      }
    }
    return failed;
  }
}
