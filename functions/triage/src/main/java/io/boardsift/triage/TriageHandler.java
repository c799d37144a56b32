package io.boardsift.triage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import io.boardsift.aws.event.EventJson;
import io.boardsift.aws.event.UploadedPhotos;
import io.boardsift.sift.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Lambda's entry point: an event of uploaded photos, as S3 sends it or others pass it on, or a task
 * of S3 Batch Operations. An event that fails, or that is not understood in full, is repeated by
 * Lambda, and the photos done stay done; after the last attempt it goes to the queue of failures,
 * from where it comes here again ({@link FailedEvents}), and at last to people.
 */
public final class TriageHandler implements RequestStreamHandler {
  private final Triage triage;
  private final TriageLog log;
  private final Backfill backfill;
  private final FailedEvents failedEvents;

  /** Built by Lambda, from the function's environment. */
  public TriageHandler() {
    this(new Settings(System.getenv()));
  }

  private TriageHandler(Settings settings) {
    this(settings, ModelWiring.of(settings, SageMakerRuntimeClient.builder()));
  }

  private TriageHandler(Settings settings, Model model) {
    this(settings, Clients.s3(), Clients.sqs(), model);
    Snapshot.before(() -> TriagePriming.prime(settings, ModelWiring.forPriming(settings, model)));
  }

  /** Built from settings, with SageMaker's endpoints as the AWS environment has them. */
  public TriageHandler(Settings settings, S3Client s3, SqsClient sqs) {
    this(settings, s3, sqs, SageMakerRuntimeClient.builder());
  }

  /**
   * Built from settings; {@link TriageWiring} and {@link ModelWiring} name them.
   *
   * @param runtime where SageMaker's endpoints are and who asks; used only with MODEL=endpoint
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public TriageHandler(
      Settings settings, S3Client s3, SqsClient sqs, SageMakerRuntimeClientBuilder runtime) {
    this(settings, s3, sqs, ModelWiring.of(settings, runtime));
  }

  /**
   * Built from settings, but for those of the model.
   *
   * @param model to ask
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public TriageHandler(Settings settings, S3Client s3, SqsClient sqs, Model model) {
    TriageWiring wiring = TriageWiring.of(settings, s3, sqs, model);
    this.triage = wiring.triage();
    this.log = wiring.log();
    this.backfill = wiring.backfill();
    this.failedEvents = wiring.failedEvents();
  }

  /**
   * Triages every photo of the event.
   *
   * @throws IOException if the event, or a part of it, has a shape that nobody knows; it says which
   * @throws IllegalStateException if a photo could be neither deleted nor handed to people
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = EventJson.read(input);
    if (Backfill.isOne(event)) {
      JsonNode answer = PowertoolsLogging.withLogging(context, () -> backfill.run(event));
      output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (failedEvents.areIn(event)) {
      JsonNode answer = PowertoolsLogging.withLogging(context, () -> failedEvents.take(event));
      output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
      return;
    }
    UploadedPhotos uploaded = UploadedPhotos.in(event);
    long failed = PowertoolsLogging.withLogging(context, () -> triageAll(uploaded));
    Optional<String> complaint = uploaded.complaint();
    if (complaint.isPresent()) {
      throw new IOException(complaint.get());
    }
    if (failed > 0) {
      throw new IllegalStateException(
          failed + " of " + uploaded.photos().size() + " photos are not triaged; see the log");
    }
  }

  /** Triages each that is known, and counts those that failed. */
  private long triageAll(UploadedPhotos uploaded) {
    if (uploaded.complaint().isPresent()) {
      log.unknownEvent(uploaded.complaint().get());
    } else if (uploaded.photos().isEmpty()) {
      log.nothingToDo("the event tells of no upload");
    }
    return triage.triageEach(uploaded.photos());
  }
}
