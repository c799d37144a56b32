package io.boardsift.console;

import io.boardsift.aws.Queue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queue of tasks. A lease is a receipt handle: the task is hidden from others as it lasts. */
final class TasksQueue {
  /** Longer than anybody looks at the photos they hold; then others get them. */
  static final Duration LEASE = Duration.ofMinutes(5);

  /** What SQS answers about a lease that is over, with or without a prefix. */
  private static final List<String> STALE =
      List.of("ReceiptHandleIsInvalid", "InvalidParameterValue", "MessageNotInflight");

  private final SqsClient sqs;
  private final String url;

  TasksQueue(SqsClient sqs, URI url) {
    this.sqs = Objects.requireNonNull(sqs);
    this.url = url.toString();
  }

  List<Message> lease(int count) {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(count)
                    .visibilityTimeout(Math.toIntExact(LEASE.toSeconds())))
        .messages();
  }

  /** Takes a task out for good. A lease that ran out is not an error: the task comes up again. */
  void done(String lease) {
    try {
      sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(lease));
    } catch (SqsException e) {
      refuseUnlessStale(e);
    }
  }

  /** Lets others have a task at once. */
  void giveBack(String lease) {
    try {
      hide(lease, Duration.ZERO);
    } catch (SqsException e) {
      refuseUnlessStale(e);
    }
  }

  /**
   * Lets a lease begin again.
   *
   * @return false if it is lost
   */
  boolean renew(String lease) {
    try {
      hide(lease, LEASE);
      return true;
    } catch (SqsException e) {
      refuseUnlessStale(e);
      return false;
    }
  }

  private void hide(String lease, Duration time) {
    sqs.changeMessageVisibility(
        change ->
            change
                .queueUrl(url)
                .receiptHandle(lease)
                .visibilityTimeout(Math.toIntExact(time.toSeconds())));
  }

  /**
   * Puts a task in.
   *
   * @param delay before anybody gets it, up to 15 minutes
   */
  void ask(String task, Duration delay) {
    sqs.sendMessage(
        send ->
            send.queueUrl(url)
                .messageBody(Queue.escaped(task))
                .delaySeconds(Math.toIntExact(delay.toSeconds())));
  }

  /** Throttling and missing rights are 400, too, and say nothing of a lease. */
  private static void refuseUnlessStale(SqsException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    if (STALE.stream().noneMatch(code::contains)) {
      throw e;
    }
  }

  /** About how many tasks there are, those on lease among them. */
  long size() {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return attributes.values().stream().mapToLong(Long::parseLong).sum();
  }
}
