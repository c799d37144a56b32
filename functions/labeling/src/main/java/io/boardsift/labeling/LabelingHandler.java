package io.boardsift.labeling;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Queue;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Telemetry;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's way in: a batch of review tasks. */
public final class LabelingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Labeling labeling;

  /** Built by Lambda, from the function's environment. */
  public LabelingHandler() {
    this(new Settings(System.getenv()), Clients.sqs());
  }

  /**
   * Built from the settings TASKS_QUEUE_URL and DEAD_LETTERS_URL.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public LabelingHandler(Settings settings, SqsClient sqs) {
    labeling =
        new Labeling(
            new Console(new Queue(sqs, settings.address("TASKS_QUEUE_URL"))),
            new Queue(sqs, settings.address("DEAD_LETTERS_URL")),
            new Telemetry("labeling"));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<SQSEvent.SQSMessage> messages =
        event == null || event.getRecords() == null ? List.of() : event.getRecords();
    return PowertoolsLogging.withLogging(context, () -> labeling.take(messages));
  }
}
