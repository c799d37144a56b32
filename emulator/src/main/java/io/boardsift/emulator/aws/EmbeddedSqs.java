package io.boardsift.emulator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS on loopback, with SQS's strict limits. Its messages live as long as it does.
 *
 * <p>ElasticMQ checks no signatures, and web pages may post forms to any port of this machine. So a
 * secret is part of the endpoint's path and of every queue's URL, and nothing can be done without
 * it: the endpoint is a secret like a key.
 */
public final class EmbeddedSqs implements AutoCloseable {
  private static final int SECRET_BYTES = 20;

  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;

  private EmbeddedSqs(SQSRestServer server, URI endpoint, LocalAccount account) {
    this.server = server;
    this.endpoint = endpoint;
    this.client = account.sqs(endpoint);
  }

  /** Starts it on any free port. */
  public static EmbeddedSqs start(LocalAccount account) {
    String secret = LocalAccount.randomHex(SECRET_BYTES);
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withSQSLimits(StrictSQSLimits$.MODULE$)
            .withAWSRegion(LocalAccount.REGION)
            .withAWSAccountId(LocalAccount.ID)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", 0, secret))
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new EmbeddedSqs(
        server, URI.create("http://127.0.0.1:" + port + "/" + secret + "/"), account);
  }

  /** Where it listens. Whoever knows this may use every queue. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client that lives as long as the server. */
  public SqsClient client() {
    return client;
  }

  /** Makes a queue that gives a message out again and again until it is deleted. */
  public URI createQueue(String name, Duration visibility) {
    return create(name, attributes(visibility));
  }

  /**
   * Makes a queue that hands a message to another queue once it was received too often.
   *
   * @param receives how often a message may be received
   */
  public URI createQueue(String name, Duration visibility, URI deadLetters, int receives) {
    Map<QueueAttributeName, String> attributes = attributes(visibility);
    attributes.put(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(arn(deadLetters), receives));
    return create(name, attributes);
  }

  private static Map<QueueAttributeName, String> attributes(Duration visibility) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(Math.max(1, visibility.toSeconds())));
    return attributes;
  }

  private URI create(String name, Map<QueueAttributeName, String> attributes) {
    String url =
        client.createQueue(create -> create.queueName(name).attributes(attributes)).queueUrl();
    // It was told its address before it had a port.
    return endpoint.resolve(URI.create(url).getRawPath());
  }

  private String arn(URI queue) {
    return client
        .getQueueAttributes(
            get -> get.queueUrl(queue.toString()).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  /** Messages that wait, are being worked on, or are delayed. */
  public long size(URI queue) {
    Map<QueueAttributeName, String> attributes =
        client
            .getQueueAttributes(
                get ->
                    get.queueUrl(queue.toString())
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return attributes.values().stream().mapToLong(Long::parseLong).sum();
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }
}
