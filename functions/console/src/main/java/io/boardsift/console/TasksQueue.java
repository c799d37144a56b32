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

  private static final Duration LONG_POLL = Duration.ofSeconds(1);

  /** What SQS answers about a lease that is over, with or without a prefix. */
  private static final List<String> STALE =
      List.of("ReceiptHandleIsInvalid", "InvalidParameterValue", "MessageNotInflight");

  private final SqsClient sqs;
  private final String url;

  TasksQueue(SqsClient sqs, URI url) {
    this.sqs = Objects.requireNonNull(sqs);
    this.url = url.toString();
  }

  /**
   * Takes tasks that nobody else has. SQS asks only some of its servers if it is not to wait, and
   * so often finds none of a few messages; where there should be some, all servers are asked.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html">Short
   *     and long polling</a>
   */
  List<Message> lease(int count) {
    List<Message> messages = lease(count, Duration.ZERO);
    return messages.isEmpty() && count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) > 0
        ? lease(count, LONG_POLL)
        : messages;
  }

  private List<Message> lease(int count, Duration wait) {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(count)
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
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
    return count(
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private long count(QueueAttributeName... which) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(which)).attributes();
    return attributes.values().stream().mapToLong(Long::parseLong).sum();
  }
}
