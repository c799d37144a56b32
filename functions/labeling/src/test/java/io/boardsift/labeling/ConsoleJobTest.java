package io.boardsift.labeling;

import io.boardsift.sift.Photo;
import io.boardsift.sift.records.MalformedException;
import io.boardsift.sift.records.ReviewTask;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** Boardsift's own console: the tasks that reviewers lease wait in its queue. */
class ConsoleJobTest extends LabelingJobContract {
  private String tasksQueue = aws.tasksQueue().toString();

  @Override
  void open() {}

  @Override
  void refuseAll() {
    tasksQueue += "-is-away";
  }

  @Override
  LabelingHandler labeling() {
    return new LabelingHandler(aws.settings("TASKS_QUEUE_URL", tasksQueue), aws.s3(), aws.sqs());
  }

  @Override
  List<Photo> shown() {
    List<Photo> shown = new ArrayList<>();
    for (Message message : aws.drain(aws.tasksQueue())) {
      try {
        shown.add(ReviewTask.fromJson(message.body()).photo());
      } catch (MalformedException e) {
        throw new AssertionError(message.body(), e);
      }
    }
    return shown;
  }
}
