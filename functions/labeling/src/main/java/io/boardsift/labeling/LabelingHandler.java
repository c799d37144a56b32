package io.boardsift.labeling;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Batch;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.labeling.groundtruth.JobClients;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's entry point: a batch of review tasks. */
public final class LabelingHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Labeling labeling;

  /** Built by Lambda, from the function's environment. */
  public LabelingHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.sqs());
    Snapshot.before(() -> LabelingPriming.prime(new Settings(System.getenv())));
  }

  /** With clients for Ground Truth, if it is chosen, from the environment. */
  public LabelingHandler(Settings settings, S3Client s3, SqsClient sqs) {
    this(settings, s3, sqs, JobClients::fromEnvironment);
  }

  /**
   * Built from settings; {@link LabelingWiring} names them.
   *
   * @param clients asked only for a job of Ground Truth
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public LabelingHandler(
      Settings settings, S3Client s3, SqsClient sqs, Supplier<JobClients> clients) {
    labeling = LabelingWiring.of(settings, s3, sqs, clients);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> labeling.take(Batch.messages(event)));
  }
}
