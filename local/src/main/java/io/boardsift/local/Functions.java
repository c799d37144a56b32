package io.boardsift.local;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.emulator.aws.AsyncInvocations;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.LocalFunction;
import io.boardsift.emulator.aws.SqsEventSource;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.local.LocalDeployment.Plan;
import io.boardsift.sift.model.Model;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Starts a deployment's functions as its template wires them. */
final class Functions {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int BATCH = 10;

  private final Plan plan;
  private final Queues queues;
  private final URI s3Endpoint;
  private final S3Client s3;
  private final SqsClient sqs;
  private final Closer closer;
  private final LocalAccount account;
  private final Consumer<String> answered;

  /**
   * Functions of a deployment.
   *
   * @param s3Endpoint where hosts of functions find S3
   * @param closer takes what has to be closed
   * @param answered told of each message of the verdicts queue that is taken
   */
  Functions(
      Plan plan,
      Queues queues,
      URI s3Endpoint,
      Closer closer,
      LocalAccount account,
      Consumer<String> answered) {
    this.plan = plan;
    this.queues = queues;
    this.s3Endpoint = s3Endpoint;
    this.s3 =
        closer.add(
            account.at(s3Endpoint, Clients.configure(S3Client.builder()).forcePathStyle(true)));
    this.sqs =
        closer.add(account.at(queues.server().endpoint(), Clients.configure(SqsClient.builder())));
    this.closer = closer;
    this.account = account;
    this.answered = answered;
  }

  /**
   * Starts them.
   *
   * @return the entry point: events for triage
   */
  AsyncInvocations start() {
    Settings settings = settings();
    LocalFunction labeling =
        host(
            "labeling",
            settings,
            (with, ownS3, sqs) -> queueFunction("labeling", new LabelingHandler(with, ownS3, sqs)));
    LocalFunction verdicts =
        host(
            "verdicts",
            settings,
            (with, ownS3, sqs) -> queueFunction("verdicts", new VerdictsHandler(with, ownS3, sqs)));
    LocalFunction triage = triage(settings);
    source(queues.review(), labeling, BATCH, message -> {});
    source(queues.givenUp(), labeling, BATCH, message -> {});
    source(queues.failures(), triage, 1, message -> {});
    source(queues.verdicts(), verdicts, BATCH, answered);
    return closer.add(
        new AsyncInvocations(
            triage,
            plan.pace().triages(),
            plan.pace().retryPause(),
            queues.queue(queues.failures())::send));
  }

  private Settings settings() {
    return new Settings(
        Map.ofEntries(
            entry("PHOTOS_BUCKET", LocalDeployment.PHOTOS),
            entry("RESULTS_BUCKET", LocalDeployment.RESULTS),
            entry("REVIEW_QUEUE_URL", queues.review().toString()),
            entry("TASKS_QUEUE_URL", queues.tasks().toString()),
            entry("VERDICTS_QUEUE_URL", queues.verdicts().toString()),
            entry("DEAD_LETTERS_URL", queues.deadLetters().toString()),
            entry("TRIAGE_FAILURES_URL", queues.failures().toString()),
            entry("TRIAGE_GIVEN_UP_URL", queues.givenUp().toString()),
            entry("RETRY_SECONDS", Long.toString(plan.pace().longPause().toSeconds())),
            entry("MODE", plan.mode().name().toLowerCase(Locale.ROOT)),
            entry("AUDIT_RATE", Double.toString(plan.auditRate())),
            entry("PREVIEWS", plan.previews() ? "on" : "off"),
            entry("GRACE_SECONDS", Long.toString(plan.grace().toSeconds())),
            entry("RUNAWAY_SHARE", Double.toString(plan.runaway().share())),
            entry("RUNAWAY_PHOTOS", Integer.toString(plan.runaway().photos()))));
  }

  private LocalFunction triage(Settings settings) {
    Model model = plan.model().map(this::open).orElse(Model.NONE);
    return host(
        "triage",
        settings,
        (with, ownS3, sqs) -> triageFunction(new TriageHandler(with, ownS3, sqs, model)));
  }

  private Model open(LocalModel model) {
    return new Model(closer.add(model.open()), model.mode());
  }

  private LocalFunction host(String name, Settings settings, FunctionHost.Code code) {
    return plan.host()
        .map(
            host ->
                host.host(name, settings, code, s3Endpoint, queues.server().endpoint(), account))
        .orElseGet(() -> code.start(settings, s3, sqs));
  }

  private void source(URI queue, LocalFunction function, int batch, Consumer<String> taken) {
    for (int i = 0; i < plan.pace().batches(); i++) {
      closer.add(SqsEventSource.start(queues.server().client(), queue, function, batch, taken));
    }
  }

  private static LocalFunction queueFunction(
      String name, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    return LocalFunction.of(name, handler, SQSEvent.class, SQSBatchResponse.class, TIMEOUT);
  }

  private static LocalFunction triageFunction(TriageHandler handler) {
    return new LocalFunction("triage", handler, TIMEOUT);
  }
}
