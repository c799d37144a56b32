package io.boardsift.local.pipeline;

import static java.util.Map.entry;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Settings;
import io.boardsift.labeling.LabelingHandler;
import io.boardsift.local.aws.AsyncInvocations;
import io.boardsift.local.aws.LocalAccount;
import io.boardsift.local.aws.LocalFunction;
import io.boardsift.local.aws.SqsEventSource;
import io.boardsift.local.model.LocalEndpoint;
import io.boardsift.local.pipeline.LocalDeployment.Plan;
import io.boardsift.triage.TriageHandler;
import io.boardsift.verdicts.VerdictsHandler;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** Starts a deployment's functions as its template wires them. */
final class Functions {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Plan plan;
  private final Queues queues;
  private final S3Client s3;
  private final Opened opened;
  private final LocalAccount account;
  private final Consumer<String> answered;

  /**
   * Functions of a deployment.
   *
   * @param opened takes what has to be closed
   * @param answered told of each message of the verdicts queue that is taken
   */
  Functions(
      Plan plan,
      Queues queues,
      S3Client s3,
      Opened opened,
      LocalAccount account,
      Consumer<String> answered) {
    this.plan = plan;
    this.queues = queues;
    this.s3 = s3;
    this.opened = opened;
    this.account = account;
    this.answered = answered;
  }

  /**
   * Starts them.
   *
   * @return the way in: events for triage
   */
  AsyncInvocations start() {
    Settings settings = settings();
    LocalFunction labeling =
        queueFunction("labeling", new LabelingHandler(settings, s3, queues.sqs().client()));
    source(queues.review(), labeling);
    source(queues.failures(), labeling);
    opened.add(
        SqsEventSource.start(
            queues.sqs().client(),
            queues.verdicts(),
            queueFunction("verdicts", new VerdictsHandler(settings, s3, queues.sqs().client())),
            answered));
    return opened.add(
        new AsyncInvocations(
            new LocalFunction("triage", triage(settings), TIMEOUT),
            1 + Runtime.getRuntime().availableProcessors(),
            Duration.ofSeconds(1),
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
            entry("MODE", plan.mode().name().toLowerCase(Locale.ROOT)),
            entry("AUDIT_RATE", Double.toString(plan.auditRate())),
            entry("GRACE_SECONDS", Long.toString(plan.grace().toSeconds())),
            entry("RUNAWAY_SHARE", Double.toString(plan.runaway().share())),
            entry("RUNAWAY_PHOTOS", Integer.toString(plan.runaway().photos()))));
  }

  private TriageHandler triage(Settings settings) {
    if (plan.model().isEmpty()) {
      return new TriageHandler(settings, s3, queues.sqs().client());
    }
    LocalEndpoint endpoint = opened.add(LocalEndpoint.start(plan.model().get()));
    Settings withModel =
        settings.with(
            Map.of(
                "MODEL_ENDPOINT", LocalEndpoint.NAME, "MODEL_MODE", plan.model().get().modeWord()));
    return new TriageHandler(
        withModel, s3, queues.sqs().client(), account.sageMakerRuntime(endpoint.runtime()));
  }

  private void source(URI queue, LocalFunction function) {
    opened.add(SqsEventSource.start(queues.sqs().client(), queue, function));
  }

  private static LocalFunction queueFunction(
      String name, RequestHandler<SQSEvent, SQSBatchResponse> handler) {
    return LocalFunction.of(name, handler, SQSEvent.class, SQSBatchResponse.class, TIMEOUT);
  }
}
