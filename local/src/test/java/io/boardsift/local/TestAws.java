package io.boardsift.local;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.local.aws.EmbeddedS3;
import io.boardsift.local.aws.EmbeddedSqs;
import io.boardsift.local.aws.LocalAccount;
import io.boardsift.local.aws.LocalFunction;
import io.boardsift.local.aws.S3EventJson;
import io.boardsift.local.aws.s3.Durability;
import io.boardsift.local.aws.s3.StoredVersion;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.DecisionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Buckets and queues of their own for a test, on an embedded AWS that all tests share, and the
 * functions' way in.
 */
public final class TestAws {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** The keys to the buckets. */
  public static final LocalAccount ACCOUNT = new LocalAccount("test", "test");

  private static final Map<String, StoredVersion> CREATED = new ConcurrentHashMap<>();
  private static final EmbeddedS3 S3 = startS3();
  private static final EmbeddedSqs SQS = EmbeddedSqs.start(ACCOUNT);
  private static final S3Client CLIENT = ACCOUNT.s3(S3.endpoint());

  private final int number = NEXT.incrementAndGet();
  private final String photos = "photos-" + number;
  private final String results = "results-" + number;
  private final URI reviewQueue = SQS.createQueue("review-" + number, Duration.ofSeconds(30));
  private final URI tasksQueue = SQS.createQueue("tasks-" + number, Duration.ofSeconds(30));
  private final URI verdictsQueue = SQS.createQueue("verdicts-" + number, Duration.ofSeconds(30));
  private final URI deadLetters = SQS.createQueue("dead-" + number, Duration.ofSeconds(30));

  public TestAws() {
    CLIENT.createBucket(create -> create.bucket(photos));
    CLIENT.createBucket(create -> create.bucket(results));
    CLIENT.putBucketVersioning(
        put ->
            put.bucket(photos)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private static EmbeddedS3 startS3() {
    try {
      Path folder = Files.createTempDirectory("boardsift-test");
      return EmbeddedS3.start(
          folder,
          0,
          ACCOUNT,
          Durability.PROCESS,
          version -> CREATED.put(version.versionId(), version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public S3Client s3() {
    return CLIENT;
  }

  public SqsClient sqs() {
    return SQS.client();
  }

  public URI s3Endpoint() {
    return S3.endpoint();
  }

  public EmbeddedSqs queues() {
    return SQS;
  }

  public String photosBucket() {
    return photos;
  }

  public String resultsBucket() {
    return results;
  }

  public URI reviewQueue() {
    return reviewQueue;
  }

  public URI tasksQueue() {
    return tasksQueue;
  }

  public URI verdictsQueue() {
    return verdictsQueue;
  }

  public URI deadLetters() {
    return deadLetters;
  }

  public ResultsBucket results() {
    return new ResultsBucket(CLIENT, results);
  }

  /** Every function's settings, with some of them changed: name, value, name, value… */
  public Settings settings(String... changed) {
    Map<String, String> settings =
        new HashMap<>(
            Map.ofEntries(
                entry("PHOTOS_BUCKET", photos),
                entry("RESULTS_BUCKET", results),
                entry("REVIEW_QUEUE_URL", reviewQueue.toString()),
                entry("TASKS_QUEUE_URL", tasksQueue.toString()),
                entry("VERDICTS_QUEUE_URL", verdictsQueue.toString()),
                entry("DEAD_LETTERS_URL", deadLetters.toString()),
                entry("MODE", "delete"),
                entry("AUDIT_RATE", "0"),
                entry("GRACE_SECONDS", "0"),
                entry("RUNAWAY_SHARE", "1")));
    for (int i = 0; i < changed.length; i += 2) {
      settings.put(changed[i], changed[i + 1]);
    }
    return new Settings(settings);
  }

  /** Uploads a photo. */
  public Photo upload(String key, byte[] bytes) {
    var response =
        CLIENT.putObject(put -> put.bucket(photos).key(key), RequestBody.fromBytes(bytes));
    return new Photo(photos, key, response.versionId(), response.eTag(), bytes.length);
  }

  /** Uploads a photo on which people are asked, as triage leaves it. */
  public Photo inReview(String key, byte[] bytes) {
    Photo photo = upload(key, bytes);
    results().recordUnlessRecorded(reviewed(photo));
    return photo;
  }

  /** The record of a photo on which people are asked. */
  public static DecisionRecord reviewed(Photo photo) {
    Decision decision =
        new Decision(
            Outcome.REVIEW,
            DecidedBy.DEFAULT,
            "no rule holds",
            Finding.none(Evidence.none(), "none"));
    return DecisionRecord.of(photo, decision, Instant.EPOCH, 0);
  }

  /** The event that S3 sends for a photo. */
  public String event(Photo photo) {
    return S3EventJson.created(CREATED.get(photo.versionId()));
  }

  public static void invoke(RequestStreamHandler handler, String event) {
    new LocalFunction("triage", handler, Duration.ofSeconds(30)).invoke(event);
  }

  /** Invokes a function with messages; they are called m0, m1 and so on. */
  public static String invoke(
      RequestHandler<SQSEvent, SQSBatchResponse> handler, List<String> bodies) {
    ObjectNode event = MAPPER.createObjectNode();
    var records = event.putArray("Records");
    for (String body : bodies) {
      records
          .addObject()
          .put("messageId", "m" + records.size())
          .put("body", body)
          .put("eventSource", "aws:sqs");
    }
    return LocalFunction.of(
            "queue", handler, SQSEvent.class, SQSBatchResponse.class, Duration.ofSeconds(30))
        .invoke(event.toString());
  }

  /** Invokes a function with the messages of a queue, as Lambda does; those done are deleted. */
  public String invoke(RequestHandler<SQSEvent, SQSBatchResponse> handler, URI queue) {
    ObjectNode event = MAPPER.createObjectNode();
    var records = event.putArray("Records");
    List<Message> messages =
        SQS.client()
            .receiveMessage(
                receive ->
                    receive.queueUrl(queue.toString()).maxNumberOfMessages(10).waitTimeSeconds(4))
            .messages();
    for (Message message : messages) {
      records
          .addObject()
          .put("messageId", message.messageId())
          .put("receiptHandle", message.receiptHandle())
          .put("body", message.body())
          .put("eventSource", "aws:sqs");
    }
    String response =
        LocalFunction.of(
                "queue", handler, SQSEvent.class, SQSBatchResponse.class, Duration.ofSeconds(30))
            .invoke(event.toString());
    for (Message message : messages) {
      if (!response.contains(message.messageId())) {
        SQS.client()
            .deleteMessage(
                delete -> delete.queueUrl(queue.toString()).receiptHandle(message.receiptHandle()));
      }
    }
    return response;
  }

  /** Takes all messages out of a queue. */
  public List<Message> drain(URI queue) {
    List<Message> drained = new ArrayList<>();
    while (true) {
      List<Message> messages =
          SQS.client()
              .receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue.toString())
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages();
      if (messages.isEmpty()) {
        return drained;
      }
      for (Message message : messages) {
        drained.add(message);
        SQS.client()
            .deleteMessage(
                delete -> delete.queueUrl(queue.toString()).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /** Whether a photo's key has a current version. */
  public boolean isThere(Photo photo) {
    return isThere(photo.bucket(), photo.key());
  }

  public boolean isThere(String bucket, String key) {
    try {
      CLIENT.headObject(head -> head.bucket(bucket).key(key));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** How many objects there are under a prefix of the results bucket. */
  public int records(String prefix) {
    return CLIENT.listObjectsV2(list -> list.bucket(results).prefix(prefix)).contents().size();
  }
}
