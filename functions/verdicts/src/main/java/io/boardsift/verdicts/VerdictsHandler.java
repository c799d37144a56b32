package io.boardsift.verdicts;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's entry point: a batch of people's answers. */
public final class VerdictsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final AnswerBatch answers;

  /** Built by Lambda, from the function's environment. */
  public VerdictsHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.sqs());
    Snapshot.before(() -> VerdictsPriming.prime(new Settings(System.getenv())));
  }

  /**
   * Built from settings; {@link VerdictsWiring} names them.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public VerdictsHandler(Settings settings, S3Client s3, SqsClient sqs) {
    this(settings, s3, sqs, DefaultCredentialsProvider.builder().build());
  }

  VerdictsHandler(
      Settings settings, S3Client s3, SqsClient sqs, AwsCredentialsProvider credentials) {
    answers = VerdictsWiring.of(settings, s3, sqs, credentials);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> answers.take(event));
  }
}
