package io.boardsift.emulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Hands a queue's messages to a function the way Lambda's event source mapping does: in batches;
 * what the function does not report as failed is deleted, the rest comes again after the queue's
 * visibility timeout, and ends where the queue's redrive policy says.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>
 */
public final class SqsEventSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqsEventSource.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The batch size where none is chosen, and SQS's most for one request. */
  private static final int MOST = 10;

  /** Well below the time that clients give one attempt. */
  private static final int WAIT_SECONDS = 4;

  /** Lets messages gather where they come slower than they are taken, as a batching window does. */
  private static final long PAUSE_MILLIS = 200;

  private final SqsClient sqs;
  private final URI queue;
  private final LocalFunction function;
  private final int batch;
  private final Consumer<String> taken;
  private final Thread poller;
  private volatile boolean isStopped;

  private SqsEventSource(
      SqsClient sqs, URI queue, LocalFunction function, int batch, Consumer<String> taken) {
    this.sqs = sqs;
    this.queue = queue;
    this.function = function;
    this.batch = batch;
    this.taken = taken;
    this.poller =
        Thread.ofPlatform().daemon().name(function.name() + "-poller").unstarted(this::poll);
  }

  /** Begins to poll. */
  public static SqsEventSource start(SqsClient sqs, URI queue, LocalFunction function) {
    return start(sqs, queue, function, MOST, message -> {});
  }

  /**
   * Begins to poll.
   *
   * @param batch how many messages the function gets at once at most, 1 to 10
   * @param taken told of each message's body once the function has taken it
   */
  public static SqsEventSource start(
      SqsClient sqs, URI queue, LocalFunction function, int batch, Consumer<String> taken) {
    SqsEventSource source = new SqsEventSource(sqs, queue, function, batch, taken);
    source.poller.start();
    return source;
  }

  private void poll() {
    while (!isStopped) {
      try {
        List<Message> messages = receive();
        if (!messages.isEmpty()) {
          delete(messages, failed(messages));
        }
        if (messages.size() < batch) {
          pause();
        }
      } catch (RuntimeException | Error e) {
        // Whatever it is, also no memory for a moment: without its poller a queue stands still.
        if (!isStopped) {
          LOG.warn("{} cannot be polled: {}", arn(), e.toString());
          pause();
        }
      }
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(queue.toString())
                    .maxNumberOfMessages(batch)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /** The ids of the messages that have to come again. */
  private Set<String> failed(List<Message> messages) {
    Set<String> failed = new HashSet<>();
    try {
      JsonNode response = MAPPER.readTree(function.invoke(event(messages)));
      for (JsonNode failure : response.path("batchItemFailures")) {
        failed.add(failure.path("itemIdentifier").asText());
      }
    } catch (RuntimeException | Error | JsonProcessingException e) {
      LOG.warn("{} failed, and its batch comes again", function.name(), e);
      messages.forEach(message -> failed.add(message.messageId()));
    }
    return failed;
  }

  private void delete(List<Message> messages, Set<String> failed) {
    List<Message> done =
        messages.stream().filter(message -> !failed.contains(message.messageId())).toList();
    done.forEach(message -> taken.accept(message.body()));
    List<DeleteMessageBatchRequestEntry> entries =
        done.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    if (!entries.isEmpty()) {
      sqs.deleteMessageBatch(delete -> delete.queueUrl(queue.toString()).entries(entries));
    }
  }

  private String event(List<Message> messages) {
    ObjectNode event = MAPPER.createObjectNode();
    var records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode record = records.addObject();
      record.put("messageId", message.messageId());
      record.put("receiptHandle", message.receiptHandle());
      record.put("body", message.body());
      ObjectNode attributes = record.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      ObjectNode own = record.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach(
              (name, value) ->
                  own.putObject(name)
                      .put("stringValue", value.stringValue())
                      .put("dataType", value.dataType()));
      record.put("md5OfBody", message.md5OfBody());
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", arn());
      record.put("awsRegion", LocalAccount.REGION);
    }
    return event.toString();
  }

  private String arn() {
    String path = queue.getPath();
    return "arn:aws:sqs:%s:%s:%s"
        .formatted(LocalAccount.REGION, LocalAccount.ID, path.substring(path.lastIndexOf('/') + 1));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops polling; a batch under way is finished. */
  @Override
  public void close() {
    isStopped = true;
    try {
      // A poll that waits for messages ends with its wait, or when the server goes away.
      poller.join(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
