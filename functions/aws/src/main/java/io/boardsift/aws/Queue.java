package io.boardsift.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** An SQS queue to send to. */
public final class Queue {
  /** A message can be hidden for 12 hours since it was received; some minutes are gone already. */
  private static final Duration LONGEST_REST = Duration.ofHours(11);

  /**
   * What SQS refuses in texts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
   */
  private static final Pattern NOT_SENT =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private static final int LONGEST_REASON = 1_000;

  /** As many messages as SQS takes in one request. */
  private static final int MOST_AT_ONCE = 10;

  private final SqsClient sqs;
  private final URI url;

  public Queue(SqsClient sqs, URI url) {
    this.sqs = Objects.requireNonNull(sqs);
    this.url = Objects.requireNonNull(url);
  }

  /** Its name, the last part of its URL. */
  public String name() {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Sends a message in JSON that can be received at once. */
  public void send(String body) {
    sqs.sendMessage(send -> send.queueUrl(url.toString()).messageBody(escaped(body)));
  }

  /**
   * JSON as SQS takes it. It refuses some characters that JSON may hold as they are, and keys of
   * photos, too: such a photo would never get to people.
   */
  public static String escaped(String json) {
    return NOT_SENT
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /**
   * Lets a message that was received rest.
   *
   * @param receipt its receipt handle
   * @param rest rounded up to whole seconds, and to 11 hours at most
   */
  public void postpone(String receipt, Duration rest) {
    Duration shortened = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    sqs.changeMessageVisibility(
        change ->
            change
                .queueUrl(url.toString())
                .receiptHandle(receipt)
                .visibilityTimeout(Math.toIntExact(shortened.plusMillis(999).toSeconds())));
  }

  /**
   * Sends several messages in JSON, ten in one request.
   *
   * @return the places of those that SQS did not take
   */
  public Set<Integer> sendAll(List<String> bodies) {
    Set<Integer> refused = new HashSet<>();
    for (int from = 0; from < bodies.size(); from += MOST_AT_ONCE) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (int at = from; at < Math.min(bodies.size(), from + MOST_AT_ONCE); at++) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(at))
                .messageBody(escaped(bodies.get(at)))
                .build());
      }
      sqs.sendMessageBatch(send -> send.queueUrl(url.toString()).entries(entries))
          .failed()
          .forEach(failure -> refused.add(Integer.valueOf(failure.id())));
    }
    return refused;
  }

  /**
   * Sends a message with the reason why it is here, as the attribute {@code reason}. Characters
   * that SQS does not take in it become question marks, and it is cut where it is long: reasons
   * quote what others wrote.
   */
  public void send(String body, String reason) {
    String plain = NOT_SENT.matcher(reason).replaceAll("?");
    String told =
        plain.codePointCount(0, plain.length()) <= LONGEST_REASON
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_REASON)) + "…";
    MessageAttributeValue attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(told).build();
    sqs.sendMessage(
        send ->
            send.queueUrl(url.toString())
                .messageBody(body)
                .messageAttributes(Map.of("reason", attribute)));
  }
}
