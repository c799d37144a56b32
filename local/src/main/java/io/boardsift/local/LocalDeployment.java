package io.boardsift.local;

import io.boardsift.aws.Clients;
import io.boardsift.aws.CombinedMemory;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.emulator.aws.AsyncInvocations;
import io.boardsift.emulator.aws.EmbeddedS3;
import io.boardsift.emulator.aws.EmbeddedSqs;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.S3EventJson;
import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.sift.life.Life;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

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

  private final Plan plan;
  private final Hosting hosting;

  private final Closer closer = new Closer();
  private Queues queues;
  private EmbeddedS3 embeddedS3;
  private S3Client s3;
  private SqsClient answering;
  private Resumption resumption;

  /** Uploads may come before it is there; they wait then. */
  private final CompletableFuture<AsyncInvocations> triage = new CompletableFuture<>();

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
   * @param runaway from where on deletions stop by themselves
   * @param previews whether people will look at photos, so that previews of them are made
   * @param pace how soon what failed is tried again
   * @param host what runs the functions; without one they run in this process, on clients that
   *     nothing disturbs
   */
  public record Plan(
      Path data,
      int s3Port,
      Mode mode,
      double auditRate,
      Optional<byte[]> rules,
      Duration grace,
      Optional<LocalModel> model,
      RunawayThreshold runaway,
      boolean previews,
      RetryTiming pace,
      Optional<FunctionHost> host) {
    /** A deployment at the usual pace. */
    public Plan(
        Path data,
        int s3Port,
        Mode mode,
        double auditRate,
        Optional<byte[]> rules,
        Duration grace,
        Optional<LocalModel> model,
        RunawayThreshold runaway) {
      this(
          data,
          s3Port,
          mode,
          auditRate,
          rules,
          grace,
          model,
          runaway,
          true,
          RetryTiming.USUAL,
          Optional.empty());
    }

    /** A deployment without a classifier, and without a guard: its photos are copies. */
    public Plan(
        Path data,
        int s3Port,
        Mode mode,
        double auditRate,
        Optional<byte[]> rules,
        Duration grace) {
      this(data, s3Port, mode, auditRate, rules, grace, Optional.empty(), RunawayThreshold.OFF);
    }

    /** The same for photos that nobody will look at in the console. */
    public Plan withoutPreviews() {
      return new Plan(
          data, s3Port, mode, auditRate, rules, grace, model, runaway, false, pace, host);
    }
  }

  private LocalDeployment(Plan plan, Hosting hosting) {
    this.plan = plan;
    this.hosting = hosting;
  }

  /** Starts it for as long as this process lives. */
  public static LocalDeployment start(Plan plan) {
    return start(plan, Hosting.forThisProcess());
  }

  /**
   * Starts it, and begins to send on what an earlier one on the same data left under way.
   *
   * @throws IllegalStateException if the port is taken
   */
  public static LocalDeployment start(Plan plan, Hosting hosting) {
    LocalDeployment deployment = new LocalDeployment(plan, hosting);
    try {
      deployment.start();
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void start() {
    LocalAccount account = hosting.account();
    queues = Queues.on(closer.add(EmbeddedSqs.start(account)), plan.pace());
    embeddedS3 =
        closer.add(
            EmbeddedS3.start(
                plan.data(),
                plan.s3Port(),
                account,
                hosting.durability(),
                version -> {
                  if (version.bucket().equals(PHOTOS)) {
                    send(version);
                  }
                }));
    s3 = closer.add(account.s3(embeddedS3.endpoint()));
    createBuckets();
    // Here is no keeper that would do it.
    new CombinedMemory(s3, RESULTS).split(() -> true);
    AnswerJournal journal =
        closer.add(new AnswerJournal(plan.data().resolve("answers"), hosting.durability()));
    answering = closer.add(journaled(journal));
    triage.complete(
        new Functions(plan, queues, embeddedS3.endpoint(), closer, account, journal::remove)
            .start());
    resumption =
        closer.add(
            new Resumption(
                    this, queues, embeddedS3, journal, new Life(plan.grace()), hosting.news())
                .start());
  }

  /** What the console tells the owner of this deployment, as settings. */
  Map<String, String> stateSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MODE", plan.mode().name().toLowerCase(Locale.ROOT));
    plan.model().ifPresent(model -> settings.putAll(model.settings()));
    return settings;
  }

  private SqsClient journaled(AnswerJournal journal) {
    SqsClientBuilder builder = Clients.configure(SqsClient.builder());
    return hosting
        .account()
        .at(
            queues.server().endpoint(),
            builder.overrideConfiguration(
                builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new JournaledAnswers(journal, queues.verdicts()))
                    .build()));
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
                    put -> put.bucket(RESULTS).key(ResultsBucket.RULES),
                    RequestBody.fromBytes(rules)));
  }

  /** Tells triage of an object written. Waits until there is one. */
  void send(StoredVersion version) {
    String event = S3EventJson.created(version);
    plan.host()
        .ifPresentOrElse(
            host -> host.deliver(event, triage.join()::send), () -> triage.join().send(event));
  }

  /** Who may use the buckets. */
  public LocalAccount account() {
    return hosting.account();
  }

  /** For who looks on from outside: unlike the functions', it waits as long as an answer takes. */
  public S3Client s3() {
    return s3;
  }

  /** For who looks on from outside. */
  public SqsClient sqs() {
    return queues.server().client();
  }

  /** For who takes people's answers: what this client has sent is not lost with the process. */
  public SqsClient answering() {
    return answering;
  }

  public URI s3Endpoint() {
    return embeddedS3.endpoint();
  }

  public URI sqsEndpoint() {
    return queues.server().endpoint();
  }

  public URI reviewQueue() {
    return queues.review();
  }

  public URI tasksQueue() {
    return queues.tasks();
  }

  public URI verdictsQueue() {
    return queues.verdicts();
  }

  /** What triage has failed on, and tries again. */
  public URI failuresQueue() {
    return queues.failures();
  }

  /** What triage has failed on each time. */
  public URI givenUpQueue() {
    return queues.givenUp();
  }

  public URI deadLetters() {
    return queues.deadLetters();
  }

  /** Messages of a queue that wait, are being worked on, or are delayed. */
  public long size(URI queue) {
    return queues.server().size(queue);
  }

  /** Whether triage has no event left, not even one that will be tried again. */
  public boolean isTriageIdle() throws InterruptedException {
    return triage.join().awaitIdle(Duration.ZERO);
  }

  /**
   * Waits until every photo uploaded so far is deleted or in the labeling job's queue.
   *
   * @throws IllegalStateException if that does not come within the time
   */
  public void awaitIdle(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    await(
        "photos",
        () ->
            resumption.await(time)
                && triage.join().awaitIdle(time)
                && queues.awaitEmpty(
                    deadline, queues.failures(), queues.givenUp(), queues.review()));
  }

  /**
   * Waits until every answer is recorded and, where none may be changed any more, carried out.
   *
   * @throws IllegalStateException if that does not come within the time
   */
  public void awaitAnswered(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    await("answers", () -> queues.awaitEmpty(deadline, queues.verdicts()));
  }

  private interface Waiting {
    boolean isDone() throws InterruptedException;
  }

  private static void await(String what, Waiting waiting) {
    try {
      if (!waiting.isDone()) {
        throw new IllegalStateException(what + " are still under way after all this time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + what + " are under way", e);
    }
  }

  @Override
  public void close() {
    // For uploads that wait for a triage that will never be there.
    triage.completeExceptionally(new IllegalStateException("the deployment is stopped"));
    closer.close();
  }
}
