package io.boardsift.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** An SQS queue to send to. */
public final class Queue {
  private final SqsClient sqs;
  private final URI url;

  public Queue(SqsClient sqs, URI url) {
    this.sqs = Objects.requireNonNull(sqs);
    this.url = Objects.requireNonNull(url);
  }

  /** Sends a message that can be received at once. */
  public void send(String body) {
    send(body, Duration.ZERO);
  }

  /**
   * Sends a message that can be received after a while.
   *
   * @param delay 0 to 15 minutes, in whole seconds
   */
  public void send(String body, Duration delay) {
    sqs.sendMessage(
        send ->
            send.queueUrl(url.toString())
                .messageBody(body)
                .delaySeconds(Math.toIntExact(delay.toSeconds())));
  }

  /**
   * Sends several messages in one request.
   *
   * @param bodies up to ten
   * @return the places of those that SQS did not take
   */
  public Set<Integer> sendAll(List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String body : bodies) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body)
              .build());
    }
    return sqs
        .sendMessageBatch(send -> send.queueUrl(url.toString()).entries(entries))
        .failed()
        .stream()
        .map(failure -> Integer.valueOf(failure.id()))
        .collect(Collectors.toSet());
  }

  /** Sends a message with the reason why it is here, as the attribute {@code reason}. */
  public void send(String body, String reason) {
    MessageAttributeValue attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(reason).build();
    sqs.sendMessage(
        send ->
            send.queueUrl(url.toString())
                .messageBody(body)
                .messageAttributes(Map.of("reason", attribute)));
  }
}
