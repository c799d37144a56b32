package io.boardsift.local.pipeline;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Mode;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Settings;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.local.aws.AsyncInvocations;
import io.boardsift.local.aws.EmbeddedS3;
import io.boardsift.local.aws.EmbeddedSqs;
import io.boardsift.local.aws.LocalAccount;
import io.boardsift.local.aws.LocalFunction;
import io.boardsift.local.aws.S3EventJson;
import io.boardsift.local.aws.SqsEventSource;
import io.boardsift.local.aws.s3.StoredVersion;
import io.boardsift.local.model.LocalEndpoint;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All of Boardsift on this machine: the embedded AWS, and the same handler classes that run on
 * Lambda, called with the same events.
 */
public final class LocalDeployment implements AutoCloseable {
  public static final String PHOTOS = "photos";
  public static final String RESULTS = "results";

  /** The audit rate of a deployment whose owner has not chosen one. */
  public static final double AUDIT_RATE = 0.02;

  /** The time to change an answer in, where the owner has not chosen another. */
  public static final Duration GRACE = Duration.ofMinutes(5);

  /** How long a message rests before a function that failed on it sees it again. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** How often a message is tried before it becomes a dead letter. */
  private static final int RECEIVES = 5;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Plan plan;

  /** What has to be closed, the latest started first. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private EmbeddedSqs sqs;
  private EmbeddedS3 embeddedS3;
  private S3Client s3;
  private URI reviewQueue;
  private URI tasksQueue;
  private URI verdictsQueue;
  private URI failures;
  private URI deadLetters;
  private AsyncInvocations triage;

  /**
   * What is to be deployed.
   *
   * @param data where the buckets lie on disk
   * @param s3Port the port of the S3 endpoint, or 0 for any free one
   * @param mode what may be done to photos
   * @param auditRate the share of would-be deletions that people check, 0 to 1
   * @param rules a rule file's content; the shipped rules where empty
   * @param grace how long an answer can be changed before its photo is deleted
   * @param model the classifier that triage asks, if there is one
   */
  public record Plan(
      Path data,
      int s3Port,
      Mode mode,
      double auditRate,
      Optional<byte[]> rules,
      Duration grace,
      Optional<LocalEndpoint.Plan> model) {
    /** A deployment without a classifier. */
    public Plan(
        Path data,
        int s3Port,
        Mode mode,
        double auditRate,
        Optional<byte[]> rules,
        Duration grace) {
      this(data, s3Port, mode, auditRate, rules, grace, Optional.empty());
    }
  }

  private LocalDeployment(Plan plan) {
    this.plan = plan;
  }

  /**
   * Starts it, and sends on what an earlier one on the same data left under way.
   *
   * @throws IllegalStateException if the port is taken
   */
  public static LocalDeployment start(Plan plan) {
    LocalDeployment deployment = new LocalDeployment(plan);
    try {
      deployment.start();
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void start() {
    sqs = opened(EmbeddedSqs.start());
    createQueues();
    embeddedS3 =
        opened(
            EmbeddedS3.start(
                plan.data(),
                plan.s3Port(),
                version -> {
                  if (version.bucket().equals(PHOTOS)) {
                    send(version);
                  }
                }));
    s3 = opened(LocalAccount.s3(embeddedS3.endpoint()));
    createBuckets();
    startFunctions();
    new Resumption(this, embeddedS3).run();
  }

  private void createQueues() {
    deadLetters = sqs.createQueue("dead-letters", RETRY);
    reviewQueue = sqs.createQueue("review", RETRY, deadLetters, RECEIVES);
    failures = sqs.createQueue("triage-failures", RETRY, deadLetters, RECEIVES);
    verdictsQueue = sqs.createQueue("verdicts", RETRY, deadLetters, RECEIVES);
    tasksQueue = sqs.createQueue("tasks", RETRY);
  }

  private void createBuckets() {
    for (String bucket : new String[] {PHOTOS, RESULTS}) {
      if (!embeddedS3.hasBucket(bucket)) {
        s3.createBucket(create -> create.bucket(bucket));
        s3.putBucketVersioning(
            put ->
                put.bucket(bucket)
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
      }
    }
    plan.rules()
        .ifPresent(
            rules ->
                s3.putObject(
                    put -> put.bucket(RESULTS).key("rules.yaml"), RequestBody.fromBytes(rules)));
  }

  private void startFunctions() {
    Settings settings =
        new Settings(
            Map.of(
                "RESULTS_BUCKET",
                RESULTS,
                "REVIEW_QUEUE_URL",
                reviewQueue.toString(),
                "TASKS_QUEUE_URL",
                tasksQueue.toString(),
                "VERDICTS_QUEUE_URL",
                verdictsQueue.toString(),
                "DEAD_LETTERS_URL",
                deadLetters.toString(),
                "MODE",
                plan.mode().name().toLowerCase(Locale.ROOT),
                "AUDIT_RATE",
                Double.toString(plan.auditRate()),
                "GRACE_SECONDS",
                Long.toString(plan.grace().toSeconds())));
    LocalFunction labeling =
        queueFunction("labeling", new LabelingHandler(settings, s3, sqs.client()));
    opened(SqsEventSource.start(sqs.client(), reviewQueue, labeling));
    opened(SqsEventSource.start(sqs.client(), failures, labeling));
    opened(
        SqsEventSource.start(
            sqs.client(),
            verdictsQueue,
            queueFunction("verdicts", new VerdictsHandler(settings, s3, sqs.client()))));
    TriageHandler handler = triageHandler(settings);
    triage =
        opened(
            new AsyncInvocations(
                new LocalFunction("triage", handler, TIMEOUT),
                1 + Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(1),
                new Queue(sqs.client(), failures)::send));
  }

  private TriageHandler triageHandler(Settings settings) {
    if (plan.model().isEmpty()) {
      return new TriageHandler(settings, s3, sqs.client());
    }
    LocalEndpoint endpoint = opened(LocalEndpoint.start(plan.model().get()));
    Settings withModel =
        settings.with(
            Map.of(
                "MODEL_ENDPOINT", LocalEndpoint.NAME, "MODEL_MODE", plan.model().get().modeWord()));
    return new TriageHandler(
        withModel, s3, sqs.client(), LocalAccount.sageMakerRuntime(endpoint.runtime()));
  }

  private static LocalFunction queueFunction(
      String name, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    return LocalFunction.of(name, handler, SQSEvent.class, SQSBatchResponse.class, TIMEOUT);
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    started.push(closeable);
    return closeable;
  }

  /** Tells triage of an object written. */
  void send(StoredVersion version) {
    triage.send(S3EventJson.created(version));
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs.client();
  }

  public URI s3Endpoint() {
    return embeddedS3.endpoint();
  }

  public URI sqsEndpoint() {
    return sqs.endpoint();
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

  /**
   * Waits until every photo uploaded so far is deleted or in the labeling job's queue.
   *
   * @throws IllegalStateException if that does not come within the time
   */
  public void awaitIdle(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    try {
      if (!triage.awaitIdle(time)) {
        throw tooLate("photos");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    awaitEmpty("photos", deadline, failures, reviewQueue);
  }

  /**
   * Waits until every answer is recorded and, where none may be changed any more, carried out.
   *
   * @throws IllegalStateException if that does not come within the time
   */
  public void awaitAnswered(Duration time) {
    awaitEmpty("answers", System.nanoTime() + time.toNanos(), verdictsQueue);
  }

  private void awaitEmpty(String what, long deadline, URI... queues) {
    while (Arrays.stream(queues).anyMatch(queue -> sqs.size(queue) > 0)) {
      if (System.nanoTime() > deadline) {
        throw tooLate(what);
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static IllegalStateException tooLate(String what) {
    return new IllegalStateException("the " + what + " are still under way after all this time");
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while photos are under way", e);
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (AutoCloseable closeable : started) {
      try {
        closeable.close();
      } catch (Exception e) {
        failure = failure == null ? new IllegalStateException("cannot stop cleanly", e) : failure;
      }
    }
    started.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
