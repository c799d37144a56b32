package io.boardsift.soak.accounting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What lies in a queue.
 *
 * @param versions the version ids that its messages name, wherever they do
 * @param size how many messages there are
 */
record QueueContents(Set<String> versions, int size) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Longer than accounting takes, so that no message is received twice. */
  private static final int HOLD_SECONDS = 3600;

  private static final int MOST = 10;

  /** Takes all messages that can be received, for an hour. */
  static QueueContents of(SqsClient sqs, URI queue) {
    Set<String> versions = new HashSet<>();
    int size = 0;
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue.toString())
                          .maxNumberOfMessages(MOST)
                          .visibilityTimeout(HOLD_SECONDS))
              .messages();
      if (messages.isEmpty()) {
        return new QueueContents(versions, size);
      }
      size += messages.size();
      messages.forEach(message -> versions.addAll(named(message.body())));
    }
  }

  private static Set<String> named(String body) {
    try {
      return new HashSet<>(MAPPER.readTree(body).findValuesAsText("versionId"));
    } catch (JsonProcessingException e) {
      return Set.of();
    }
  }
}
