package io.boardsift.triage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.sift.Photo;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Lambda's way in: an S3 event of uploaded photos. */
public final class TriageHandler implements RequestHandler<S3Event, Void> {
  private final Triage triage;
  private final TriageLog log;

  /** Built by Lambda, from the function's environment. */
  public TriageHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.sqs());
  }

  /**
   * Built from settings; {@link TriageWiring} names them.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public TriageHandler(Settings settings, S3Client s3, SqsClient sqs) {
    TriageWiring wiring = TriageWiring.of(settings, s3, sqs);
    this.triage = wiring.triage();
    this.log = wiring.log();
  }

  /**
   * Triages every photo of the event.
   *
   * @throws IllegalStateException if one could be neither deleted nor handed to people; Lambda then
   *     repeats the event, and the photos done stay done
   */
  @Override
  public Void handleRequest(S3Event event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          List<Photo> photos = UploadedPhotos.of(event);
          if (photos.isEmpty()) {
            log.nothingToDo("the event tells of no upload");
          }
          long failed = photos.stream().filter(photo -> !isTriaged(photo)).count();
          if (failed > 0) {
            throw new IllegalStateException(
                failed + " of " + photos.size() + " photos are not triaged; see the log");
          }
          return null;
        });
  }

  private boolean isTriaged(Photo photo) {
    try {
      triage.triage(Objects.requireNonNull(photo));
      return true;
    } catch (RuntimeException e) {
      log.failed(photo.id(), e);
      return false;
    }
  }
}
